"""Do (genomföra): what staff do with it: they read, learn, take part and meet. SOSFS 2011:9 6 kap."""
