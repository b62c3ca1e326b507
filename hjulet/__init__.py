"""Kvalitetshjulet: the whole wheel of systematic quality work, one folder a step. See docs/architecture.md."""
