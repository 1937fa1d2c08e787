using System.Text.Json;
using Obs.Local.Traces;

namespace Obs.Local.Filters;

/// <summary>Says whether a trace meets a filter expression.</summary>
/// <param name="groups">The filter of a group; null when there is no such group.</param>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class FilterEvaluator(Func<GroupTerm, FilterExpression?> groups)
{
    private const int MaxGroups = 8; // Groups whose filters name groups.

    public bool Matches(FilterExpression expression, FilterTrace trace) => Matches(expression, trace, trace.Whole, 0);

    private bool Matches(FilterExpression expression, FilterTrace trace, FilterSubject subject, int groupDepth) => expression switch
    {
        AndExpression and => Matches(and.Left, trace, subject, groupDepth) && Matches(and.Right, trace, subject, groupDepth),
        OrExpression or => Matches(or.Left, trace, subject, groupDepth) || Matches(or.Right, trace, subject, groupDepth),
        NotExpression not => !Matches(not.Operand, trace, subject, groupDepth),
        FlagTerm flag => Flag(flag.Flag, subject) == flag.Value,
        NumberTerm number => FilterValues.Compare(Number(number.Keyword, subject), number.Comparison, number.Value),
        TextTerm text => FilterValues.Compare(subject.Texts(text.Keyword), text.Comparison, text.Value),
        AnnotationTerm annotation => Annotation(annotation, trace),
        ServiceTerm service => trace.Services.Any(item =>
            service.Node.Matches(item.Node) && Holds(service.Inner, trace, item.Subject, groupDepth)),
        EdgeTerm edge => trace.Edges.Any(item =>
            edge.Source.Matches(item.Source) && edge.Target.Matches(item.Target) && Holds(edge.Inner, trace, item.Call, groupDepth)),
        GroupTerm group => groupDepth < MaxGroups && groups(group) is { } filter && Matches(filter, trace, trace.Whole, groupDepth + 1),
        RootCauseTerm cause => trace.RootCauses(cause.Kind).SelectMany(found => RootCauseSubjects.Of(found, cause.Part))
            .Any(part => Matches(cause.Inner, trace, part, groupDepth)),
        RootCauseJsonTerm json => Enum.GetValues<RootCauseKind>().SelectMany(trace.RootCauses)
            .Any(found => RootCauseSubjects.Covers(json.Wanted, found)),
        _ => false,
    };

    private bool Holds(FilterExpression? inner, FilterTrace trace, FilterSubject subject, int groupDepth) =>
        inner is null || Matches(inner, trace, subject, groupDepth);

    private static bool Flag(FilterFlag flag, FilterSubject subject) => flag switch
    {
        FilterFlag.Ok => subject.Outcome == Outcome.Ok,
        FilterFlag.Error => subject.Outcome.HasFlag(Outcome.Error),
        FilterFlag.Throttle => subject.Outcome.HasFlag(Outcome.Throttle),
        FilterFlag.Fault => subject.Outcome.HasFlag(Outcome.Fault),
        FilterFlag.Partial => subject.Partial,
        FilterFlag.Inferred => subject.Inferred,
        FilterFlag.First => subject.First,
        FilterFlag.Last => subject.Last,
        FilterFlag.Remote => subject.Remote,
        _ => subject.Root,
    };

    private static double? Number(FilterNumber keyword, FilterSubject subject) => keyword switch
    {
        FilterNumber.ResponseTime => subject.ResponseTime,
        FilterNumber.Duration => subject.Duration,
        FilterNumber.HttpStatus => subject.HttpStatus,
        FilterNumber.Index => subject.Index,
        _ => subject.Coverage,
    };

    private static bool Annotation(AnnotationTerm term, FilterTrace trace)
    {
        List<JsonElement> values =
            [.. trace.Annotations.Where(member => member.NameEquals(term.Key)).Select(static member => member.Value)];
        return term.Value switch
        {
            null => values.Count > 0,
            double number => FilterValues.Compare(
                values.Where(static value => value.ValueKind == JsonValueKind.Number).Select(static value => value.GetDouble()),
                term.Comparison, number),
            bool flag => values.Exists(static value => value.ValueKind is JsonValueKind.True or JsonValueKind.False)
                && values.Exists(value => value.ValueKind == (flag ? JsonValueKind.True : JsonValueKind.False)) == (
                    term.Comparison == FilterComparison.Equal),
            _ => FilterValues.Compare(
                values.Where(static value => value.ValueKind == JsonValueKind.String).Select(static value => value.GetString()!),
                term.Comparison, (string)term.Value),
        };
    }
}
