"""Where figures are fetched: fetch → parse (pure) → rows. Nothing here touches tables."""
