using System.Diagnostics;
using Amazon.Runtime;
using Obs.Aws.Client;
using Obs.Delivery;

namespace Obs.Aws.Metrics;

/// <summary>Sends a batch of metric records, one request for each namespace in it.</summary>
/// <remarks>Data have no identity at CloudWatch: sent twice, they count twice. So what one request delivered is never put before
/// the service again because another request of the same batch failed.</remarks>
internal sealed class MetricDataSender(IMetricDataClient client, TimeProvider time) : IBatchSender
{
    /// <inheritdoc/>
    // A request carries data of one namespace.
    public ReadOnlySpan<byte> GroupOf(ReadOnlySpan<byte> record) => MetricRecord.Namespace(record);

    public async ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken)
    {
        // The queue's thread may have been started within a request; what is sent here is no part of its trace.
        Activity.Current = null;
        List<RecordFailure> failures = [];
        List<MetricDataGroup> groups = MetricDataGroup.Of(batch, time.GetUtcNow().ToUnixTimeSeconds(), failures);
        for (int i = 0; i < groups.Count; i++)
        {
            if (await TrySendAsync(groups[i], cancellationToken).ConfigureAwait(false) is not { } failure)
            {
                continue;
            }

            if (i == 0 && (failure.Outcome != CallOutcome.Drop || (groups.Count == 1 && failures.Count == 0)))
            {
                // Of the whole batch nothing was taken; what was left out for its time is left out again.
                return failure.ToResult();
            }

            Fail(groups[i], failure, failures);
            if (failure.Outcome == CallOutcome.Retry)
            {
                // Whatever is in the way is in the way of the rest too.
                groups[(i + 1)..].ForEach(group => Fail(group, failure, failures));
                break;
            }
        }

        return failures.Count == 0 ? SendResult.Delivered : SendResult.Partial(failures);
    }

    private static void Fail(MetricDataGroup group, CallFailure failure, List<RecordFailure> failures) =>
        failures.AddRange(group.Indexes.Select(index => failure.Outcome == CallOutcome.Drop
            ? RecordFailure.Drop(index, failure.Reason)
            : RecordFailure.Retry(index, failure.Reason)));

    private async ValueTask<CallFailure?> TrySendAsync(MetricDataGroup group, CancellationToken cancellationToken)
    {
        try
        {
            await client.PutMetricDataAsync(group.Request, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (AmazonServiceException exception) when ((int)exception.StatusCode is >= 200 and < 300)
        {
            // Accepted, in an answer that the client could not read.
            AwsEventSource.Log.CallFailed("PutMetricData", group.Indexes.Count, "unreadable", exception);
            return null;
        }
        catch (Exception exception)
        {
            // A client may be somebody else's code: whatever it throws is a failed attempt and no more.
            var failure = CallFailure.Of(exception, group.Indexes.Count, time);
            AwsEventSource.Log.CallFailed("PutMetricData", group.Indexes.Count, failure.Reason, exception);
            return failure;
        }
    }
}
