using System.Collections.Concurrent;
using Obs.Local.Store;

namespace Obs.Local.Aws.XRay;

/// <summary>Takes what clients report of their sampling and deals the rules' reservoirs out among them.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class SamplingTargets(SamplingRules rules, TimeProvider time)
{
    private const int MaxDocuments = 25;
    private const int MaxClients = 10_000;
    private const int MaxSummaries = 1_000;
    private const long Interval = 10; // Seconds between two reports of a client.
    private const long Lifetime = 3 * Interval; // A client that is silent for longer has stopped.

    private readonly ConcurrentDictionary<(string Rule, string Client), DateTimeOffset> _clients = new();
    private readonly ConcurrentQueue<WireNode> _summaries = new();

    public Task<WireNode> ReportAsync(WireNode input, CancellationToken cancellationToken)
    {
        IReadOnlyList<WireNode> documents = input.Items("SamplingStatisticsDocuments");
        if (documents.Count > MaxDocuments)
        {
            throw AwsException.XRayRequest($"SamplingStatisticsDocuments must have at most {MaxDocuments} items; found {documents.Count}.");
        }

        List<(WireNode Rule, Resource? Kept)> all = rules.All();
        List<WireNode> targets = [];
        List<WireNode> unprocessed = [];
        foreach (WireNode document in documents)
        {
            string? name = document.Text("RuleName");
            if (all.Find(item => item.Rule.Text("RuleName") == name).Rule is { } rule)
            {
                targets.Add(Target(rule, document));
            }
            else
            {
                unprocessed.Add(WireNode.Of(("RuleName", name), ("ErrorCode", "400"), ("Message", "Unknown rule")));
            }
        }

        return Task.FromResult(WireNode.Of(
            ("SamplingTargetDocuments", WireNode.List(targets)),
            ("LastRuleModification", DateTimeOffset.FromUnixTimeMilliseconds(all.Max(static item => item.Kept?.Modified ?? 0))),
            ("UnprocessedStatistics", WireNode.List(unprocessed))));
    }

    public Task<WireNode> SummariesAsync(WireNode input, CancellationToken cancellationToken) =>
        Task.FromResult(WireNode.Of(("SamplingStatisticSummaries", WireNode.List(_summaries))));

    private WireNode Target(WireNode rule, WireNode document)
    {
        string name = rule.Text("RuleName")!;
        DateTimeOffset now = time.GetUtcNow();
        long clients = Clients(name, document.Text("ClientID") ?? "", now);
        Remember(name, document, now);
        long reservoir = rule.Whole("ReservoirSize") ?? 0;
        return WireNode.Of(
            ("RuleName", name),
            ("FixedRate", rule.Number("FixedRate") ?? 0),
            ("ReservoirQuota", (reservoir + clients - 1) / clients),
            ("ReservoirQuotaTTL", now + TimeSpan.FromSeconds(Lifetime)),
            ("Interval", Interval));
    }

    private long Clients(string rule, string client, DateTimeOffset now)
    {
        foreach ((string, string) gone in _clients.Where(
            pair => pair.Value < now - TimeSpan.FromSeconds(Lifetime)).Select(static pair => pair.Key))
        {
            _clients.TryRemove(gone, out _);
        }

        if (_clients.Count < MaxClients)
        {
            _clients[(rule, client)] = now;
        }

        return Math.Max(1, _clients.Keys.Count(key => key.Rule == rule));
    }

    private void Remember(string rule, WireNode document, DateTimeOffset now)
    {
        _summaries.Enqueue(WireNode.Of(
            ("RuleName", rule),
            ("Timestamp", document.Time("Timestamp") ?? now),
            ("RequestCount", document.Whole("RequestCount") ?? 0),
            ("BorrowCount", document.Whole("BorrowCount") ?? 0),
            ("SampledCount", document.Whole("SampledCount") ?? 0)));
        while (_summaries.Count > MaxSummaries)
        {
            _summaries.TryDequeue(out _);
        }
    }
}
