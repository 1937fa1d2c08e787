using Obs.Local.Ingest;
using Obs.Local.Store;

namespace Obs.Local.Aws.Logs;

/// <summary>Creates and deletes log groups and streams, and says how long a group keeps its events.</summary>
internal sealed class LogContainers(ResourceStore resources, ResourceTags tags, MetricFilters filters, Obs.Local.Logs.LogQueries logs)
{
    private static readonly long[] Retentions =
        [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

    public async Task<WireNode> CreateGroupAsync(WireNode input, CancellationToken cancellationToken)
    {
        string group = LogNames.Group(input);
        string body = WireJson.Format(WireNode.Of(
            ("logGroupClass", input.Text("logGroupClass") ?? "STANDARD"), ("kmsKeyId", input.Text("kmsKeyId"))));
        var work = new ResourceWork(session => session.Logs.AddGroup(group, session.Received)
            && (session.Resources.Put(ResourceKind.LogGroup, group, body, ResourcePut.CreateOrReplace, session.Received) || true));
        if (!await resources.RunAsync(work, cancellationToken).ConfigureAwait(false))
        {
            throw AwsException.LogsExists("group");
        }

        await tags.AddAsync(AwsArn.LogGroup(group), LogTags.FromMap(input.Member("tags")), cancellationToken).ConfigureAwait(false);
        return WireNode.Empty;
    }

    public async Task<WireNode> CreateStreamAsync(WireNode input, CancellationToken cancellationToken)
    {
        string group = Existing(input);
        string stream = LogNames.Stream(input);
        var work = new ResourceWork(session => session.Logs.AddStream(group, stream, session.Received));
        return await resources.RunAsync(work, cancellationToken).ConfigureAwait(false)
            ? WireNode.Empty
            : throw AwsException.LogsExists("stream");
    }

    /// <summary>Events, streams, metric filters, retention and tags go with the group.</summary>
    public async Task<WireNode> DeleteGroupAsync(WireNode input, CancellationToken cancellationToken)
    {
        string group = Existing(input);
        IReadOnlyList<string> keys = filters.Keys(group);
        var work = new ResourceWork(session =>
        {
            foreach (string key in keys)
            {
                session.Resources.Delete(ResourceKind.MetricFilter, key);
            }

            session.Resources.Delete(ResourceKind.LogGroup, group);
            session.Resources.Delete(ResourceKind.Tags, AwsArn.LogGroup(group));
            session.Logs.DeleteGroup(group);
            return true;
        });
        await resources.RunAsync(work, cancellationToken).ConfigureAwait(false);
        return WireNode.Empty;
    }

    public async Task<WireNode> DeleteStreamAsync(WireNode input, CancellationToken cancellationToken)
    {
        string group = Existing(input);
        string stream = LogNames.Stream(input);
        var work = new ResourceWork(session => session.Logs.DeleteStream(group, stream));
        return await resources.RunAsync(work, cancellationToken).ConfigureAwait(false)
            ? WireNode.Empty
            : throw AwsException.LogsNotFound("stream");
    }

    public Task<WireNode> PutRetentionAsync(WireNode input, CancellationToken cancellationToken)
    {
        long days = input.Whole("retentionInDays") is { } given && Retentions.Contains(given) ? given
            : throw AwsException.LogsParameter(
                $"retentionInDays must be one of {string.Join(", ", Retentions)}; found {input.Whole("retentionInDays")}.");
        return SetRetentionAsync(input, days, cancellationToken);
    }

    public Task<WireNode> DeleteRetentionAsync(WireNode input, CancellationToken cancellationToken) =>
        SetRetentionAsync(input, null, cancellationToken);

    private async Task<WireNode> SetRetentionAsync(WireNode input, long? days, CancellationToken cancellationToken)
    {
        string group = Existing(input);
        WireNode old = resources.Find(ResourceKind.LogGroup, group) is { } found ? WireJson.Parse(found.Body) : WireNode.Empty;
        WireNode body = WireNode.Of(
            ("logGroupClass", old.Text("logGroupClass") ?? "STANDARD"), ("kmsKeyId", old.Text("kmsKeyId")),
            ("retentionInDays", days is { } kept ? kept : null));
        await resources.PutAsync(
            ResourceKind.LogGroup, group, WireJson.Format(body), ResourcePut.CreateOrReplace, cancellationToken).ConfigureAwait(false);
        return WireNode.Empty;
    }

    private string Existing(WireNode input)
    {
        string group = LogNames.Group(input);
        return logs.HasGroup(group) ? group : throw AwsException.LogsNotFound("group");
    }
}
