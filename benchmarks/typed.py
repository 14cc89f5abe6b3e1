"""Queries that the benchmarks of size and speed type."""

TYPED = ("matematikk", "engelsk", "kroppsøving", "veiledning", "samfunnsfag", "oslo", "norsk grammatikk", "spesped")
