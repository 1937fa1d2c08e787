using Obs.Local.Ingest;
using Obs.Local.Store;

namespace Obs.Local.Aws.Logs;

/// <summary>Creates log groups and streams.</summary>
internal sealed class LogContainers(StoreWriter writer)
{
    public async Task<WireNode> CreateGroupAsync(WireNode input, CancellationToken cancellationToken)
    {
        bool created = await CreateAsync(LogNames.Group(input), null, cancellationToken).ConfigureAwait(false);
        return created ? WireNode.Empty : throw AwsException.LogsExists("group");
    }

    public async Task<WireNode> CreateStreamAsync(WireNode input, CancellationToken cancellationToken)
    {
        bool created = await CreateAsync(LogNames.Group(input), LogNames.Stream(input), cancellationToken).ConfigureAwait(false);
        return created ? WireNode.Empty : throw AwsException.LogsExists("stream");
    }

    private async Task<bool> CreateAsync(string group, string? stream, CancellationToken cancellationToken)
    {
        var work = new LogContainerWork(group, stream);
        writer.Enqueue(work);
        string? dropped = await work.Done.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (dropped is not null)
        {
            throw AwsException.Unavailable(dropped);
        }

        return work.GroupMissing ? throw AwsException.LogsNotFound("group") : work.Created;
    }
}
