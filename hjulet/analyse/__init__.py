"""What it means: series, effects. SOSFS 2011:9 5 kap. 6 §."""
