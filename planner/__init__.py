"""Semesterplan: half-year plans of cross-disciplinary meetings for municipalities."""
