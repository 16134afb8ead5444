"""The survey of satisfaction (Survei Kepuasan Masyarakat, PermenPANRB 14/2017)."""
