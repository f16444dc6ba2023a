"""The values of fields: titles, names, dates, languages, relations and annotations, to and from LaTeX."""
