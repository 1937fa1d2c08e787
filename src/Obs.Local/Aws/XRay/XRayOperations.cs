namespace Obs.Local.Aws.XRay;

/// <summary>What of the X-Ray API is served here, by the path of its requests.</summary>
internal static class XRayOperations
{
    public static Dictionary<string, AwsOperation> Create(LocalServices services)
    {
        TraceGroups groups = services.Groups;
        var graph = new GetServiceGraph(services.Graphs, services.GroupTraces, groups);
        var rules = new SamplingRules(services.Resources, services.Tags);
        var targets = new SamplingTargets(rules, services.Time);
        var encryption = new EncryptionConfig(services.Resources);
        var tags = new XRayTags(services.Tags, groups, rules);
        var whole = PageToken.XRay("none");
        return new Dictionary<string, AwsOperation>(StringComparer.Ordinal)
        {
            ["TraceSegments"] = new PutTraceSegments(services.Accounts, services.Writer).RunAsync,
            ["TelemetryRecords"] = static (_, _) => Task.FromResult(WireNode.Empty),
            ["Traces"] = whole.Guard(new BatchGetTraces(services.Traces).RunAsync),
            ["TraceSummaries"] = new GetTraceSummaries(services.Search, services.Traces, services.Time).RunAsync,
            ["ServiceGraph"] = whole.Guard(graph.OfTimeAsync),
            ["TraceGraph"] = whole.Guard(graph.OfTracesAsync),
            ["TimeSeriesServiceStatistics"] = whole.Guard(new GetTimeSeries(services.Graphs, services.GroupTraces, groups).RunAsync),
            ["GetSamplingRules"] = whole.Guard(rules.ListAsync),
            ["CreateSamplingRule"] = rules.CreateAsync,
            ["UpdateSamplingRule"] = rules.UpdateAsync,
            ["DeleteSamplingRule"] = rules.DeleteAsync,
            ["SamplingTargets"] = targets.ReportAsync,
            ["SamplingStatisticSummaries"] = whole.Guard(targets.SummariesAsync),
            ["CreateGroup"] = groups.CreateAsync,
            ["UpdateGroup"] = groups.UpdateAsync,
            ["GetGroup"] = groups.GetAsync,
            ["Groups"] = whole.Guard(groups.ListAsync),
            ["DeleteGroup"] = groups.DeleteAsync,
            ["EncryptionConfig"] = encryption.GetAsync,
            ["PutEncryptionConfig"] = encryption.PutAsync,
            ["ListTagsForResource"] = tags.ListAsync,
            ["TagResource"] = tags.AddAsync,
            ["UntagResource"] = tags.RemoveAsync,
        };
    }
}
