using System.Globalization;
using System.Text.Json;
using Obs.Local.Explain;
using Obs.Local.Traces;

namespace Obs.Local.Api;

/// <summary><c>/explain</c>: why the slow traces are slow, for the page; <c>/explain/text</c>: the same for a terminal.</summary>
internal sealed class ExplainView(ExplainQueries explain)
{
    private const int MaxDots = 300; // Of each group.
    private const double DefaultPercentile = 99;

    /// <summary>Sentences and tables.</summary>
    public string Render(ApiQuery query) => ExplainText.Of(explain.Explain(Request(query), out _));

    public void Write(ApiQuery query, Utf8JsonWriter writer)
    {
        Explanation explanation = explain.Explain(Request(query), out PopulationSplit split);
        writer.WriteStartObject();
        writer.WriteNumber("population", explanation.Population);
        writer.WriteBoolean("complete", explanation.IsComplete);
        WriteList(writer, "answer", ExplainAnswer.Of(explanation));
        writer.WriteString("caution", ExplainAnswer.Caution(explanation));
        WriteGroup(writer, "slow", explanation.Slow);
        WriteGroup(writer, "typical", explanation.Typical);
        writer.WriteNumber("extra", JsonNumbers.ToMilliseconds(explanation.Extra));
        ExplainTables.WriteSteps(writer, explanation);
        ExplainTables.WriteTraits(writer, explanation);
        ExplainTables.WriteLogs(writer, explanation);
        writer.WriteStartArray("dots");
        WriteDots(writer, split.Typical, isSlow: false);
        WriteDots(writer, split.Slow, isSlow: true);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    public static void WriteList(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static ExplainRequest Request(ApiQuery query) => new(
        new TraceFilter
        {
            From = query.FromSeconds,
            To = query.ToSeconds,
            Service = query.Service,
            Environment = query.Environment,
            Expression = ApiFilter.Read(query),
        },
        query.Text("operation"),
        new ExplainCriterion(Percentile(query), Span(query)));

    private static double Percentile(ApiQuery query)
    {
        string? text = query.Text("percentile");
        return text is null ? DefaultPercentile
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double percentile)
                && percentile is >= ExplainCriterion.LeastPercentile and <= ExplainCriterion.MostPercentile ? percentile
            : throw ApiException.Bad(string.Create(
                CultureInfo.InvariantCulture, $"percentile must be a number from {ExplainCriterion.LeastPercentile} to {ExplainCriterion.MostPercentile}; found \"{text}\"."));
    }

    private static (double, double)? Span(ApiQuery query)
    {
        if (query.Text("spanFrom") is null && query.Text("spanTo") is null)
        {
            return null;
        }

        long from = query.Whole("spanFrom", query.From, query.From, query.To);
        long to = query.Whole("spanTo", query.To, query.From, query.To);
        return from < to ? (from / 1_000.0, to / 1_000.0)
            : throw ApiException.Bad($"spanFrom must be before spanTo; found spanFrom={from} and spanTo={to}.");
    }

    private static void WriteGroup(Utf8JsonWriter writer, string name, TraceGroupFigures group)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("count", group.Count);
        writer.WriteNumber("read", group.Read);
        writer.WriteNumber("least", JsonNumbers.ToMilliseconds(group.Least));
        writer.WriteNumber("most", JsonNumbers.ToMilliseconds(group.Most));
        writer.WriteNumber("mean", JsonNumbers.ToMilliseconds(group.Mean));
        writer.WriteEndObject();
    }

    private static void WriteDots(Utf8JsonWriter writer, IReadOnlyList<Candidate> traces, bool isSlow)
    {
        foreach (Candidate trace in PopulationSplit.Sample(traces, MaxDots))
        {
            writer.WriteStartObject();
            writer.WriteString("id", trace.Id);
            writer.WriteNumber("startTime", JsonNumbers.ToMilliseconds(trace.Start));
            writer.WriteNumber("duration", JsonNumbers.ToMilliseconds(trace.Seconds));
            writer.WriteBoolean("slow", isSlow);
            writer.WriteEndObject();
        }
    }
}
