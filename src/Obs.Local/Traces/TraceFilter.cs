using Obs.Local.Filters;
using Obs.Local.Store;

namespace Obs.Local.Traces;

/// <summary>Which traces are wanted; what is null does not restrict. Times in seconds since 1970.</summary>
internal sealed class TraceFilter
{
    public required double From { get; init; }

    /// <summary>Not included.</summary>
    public required double To { get; init; }

    public string? Service { get; init; }

    /// <summary>Where one of its segments at least ran.</summary>
    public string? Environment { get; init; }

    /// <summary>How the trace's entry ended: <see cref="Traces.Outcome.Ok"/>, or the flag it must have.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>A node of the service graph that the trace went through.</summary>
    public NodeReference? Node { get; init; }

    /// <summary>An edge of the service graph that the trace went along.</summary>
    public (NodeReference Source, NodeReference Target)? Edge { get; init; }

    /// <summary>A text in the address, the names or the annotations.</summary>
    public string? Text { get; init; }

    /// <summary>A condition in X-Ray's filter language.</summary>
    public FilterExpression? Expression { get; init; }

    /// <summary>No document has to be read to answer it.</summary>
    public bool IsExact => Expression is null || new FilterSql(new SqlQuery(""), new TermUse(null)).Restrict(Expression);

    /// <summary>The index of traces answers it alone, so that counting all of them takes no time to speak of.</summary>
    public bool IsIndexed
    {
        get
        {
            var sql = new FilterSql(new SqlQuery(""), new TermUse(null));
            return Service is null && Environment is null && Node is null && Edge is null && string.IsNullOrEmpty(Text)
                && (Expression is null || (sql.Restrict(Expression) && !sql.ReadsRows));
        }
    }

    /// <summary>Restricts a query on <c>traces t</c> to what their index leaves of them.</summary>
    public void RestrictIndex(SqlQuery sql, TermUse terms)
    {
        sql.Where("t.start >= {0}", From);
        sql.Where("t.start < {0}", To);
        foreach (string name in new[] { Service, Environment, Node?.Name, Edge?.Source.Name, Edge?.Target.Name }.OfType<string>())
        {
            sql.Where(TraceNodes.MayInclude(sql.Bind(name)));
        }

        if (Outcome is { } outcome)
        {
            sql.Where(outcome == Traces.Outcome.Ok ? "t.outcome = {0}" : "t.outcome & {0} <> 0", (int)outcome);
        }

        if (Expression is not null)
        {
            new FilterSql(sql, terms).RestrictIndex(Expression);
        }
    }

    /// <summary>Restricts a query on those to what their rows leave of them; where the filter is not exact, the expression has to be tried
    /// on the documents of what is left.</summary>
    public void RestrictRows(SqlQuery sql, TermUse terms)
    {
        sql.Where("EXISTS (SELECT 1 FROM segments s WHERE s.trace_id = t.trace_id AND s.name = {0})", Service);
        sql.Where("EXISTS (SELECT 1 FROM segments s WHERE s.trace_id = t.trace_id AND s.environment = {0})", Environment);
        Node?.RestrictToNode(sql);
        if (Edge is { } edge)
        {
            edge.Source.RestrictToEdge(sql, edge.Target);
        }

        sql.Where("""
            t.trace_id LIKE {0} ESCAPE '\' OR t.url LIKE {0} ESCAPE '\' OR t.method || ' ' || ifnull(t.route, '') LIKE {0} ESCAPE '\' OR EXISTS (
              SELECT 1 FROM segments s WHERE s.trace_id = t.trace_id AND (s.name LIKE {0} ESCAPE '\' OR s.annotations LIKE {0} ESCAPE '\'))
            """, SqlQuery.Containing(Text));
        if (Expression is not null)
        {
            new FilterSql(sql, terms).Restrict(Expression);
        }
    }
}
