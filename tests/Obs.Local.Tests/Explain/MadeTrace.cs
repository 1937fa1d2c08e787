using System.Text;
using Obs.Local.Explain;
using Obs.Local.Traces;
using static Obs.Local.Tests.SegmentText;

namespace Obs.Local.Tests.Explain;

/// <summary>Purchases, made so that what makes some of them slow is known.</summary>
internal static class MadeTrace
{
    public static string Id(int number) => $"1-5759e988-{number:x24}";

    /// <summary>A purchase: some own code, queries one after the other, and a call whose callee sends a segment of its own.</summary>
    public static string[] Purchase(
        int number, double query = 0.01, int queries = 1, double payment = 0.02, int failed = 0, string more = "")
    {
        double at = number * 0.5;
        double cursor = at + 0.005;
        List<string> inner = [];
        for (int index = 0; index < queries; index++, cursor += query)
        {
            inner.Add(Call(
                $"{number:x8}0001{index:x4}",
                "shop@db",
                cursor,
                query,
                $",\"sql\":{{\"sanitized_query\":\"SELECT * FROM products WHERE id = {number + index}\"}}"));
        }

        for (int index = 0; index < failed; index++, cursor += 0.05)
        {
            inner.Add(
                Call($"{number:x8}0002{index:x4}", "payments", cursor, 0.05, Http("POST", "http://payments/payments") + ",\"fault\":true"));
        }

        string call = $"{number:x8}00030000";
        inner.Add(Call(call, "payments", cursor, payment + 0.002, Http("POST", "http://payments/payments")));
        double end = cursor + payment + 0.002 + 0.005;
        return
        [
            Segment(
                $"{number:x8}00000000",
                "storefront",
                at,
                end - at,
                trace: Id(number),
                more: Http("POST", $"http://shop/orders/{number}") + more + Within([.. inner])),
            // Its clock is ahead, so that it ends after the call it answers.
            Segment($"{number:x8}00040000", "payments", cursor + 0.004, payment, parent: call, trace: Id(number)),
        ];
    }

    public static string Annotations(params (string Key, object Value)[] annotations) => ",\"annotations\":{"
        + string.Join(
            ',',
            annotations.Select(static pair => pair.Value is string text
                ? $"\"{pair.Key}\":\"{text}\""
                : FormattableString.Invariant($"\"{pair.Key}\":{pair.Value}"))) + "}";

    public static ExplainedTrace Reduce(params string[] documents)
    {
        using var tree = new TraceTree([.. documents.Select(Encoding.UTF8.GetBytes)]);
        TraitReader traits = TraitReader.Read(tree);
        return new ExplainedTrace
        {
            Id = tree.Documents.First().GetProperty("trace_id").GetString()!,
            Seconds = tree.End - tree.Start,
            Steps = StepReader.Read(tree),
            Traits = traits.Traits,
            Numbers = traits.Numbers,
        };
    }

    private static string Http(string method, string url) =>
        $",\"http\":{{\"request\":{{\"method\":\"{method}\",\"url\":\"{url}\"}},\"response\":{{\"status\":200}}}}";
}
