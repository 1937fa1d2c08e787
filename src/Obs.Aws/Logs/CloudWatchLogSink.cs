using System.Diagnostics;
using Amazon.Runtime;
using Obs.Aws.Client;
using Obs.Delivery;
using Obs.Logging.Sinks;

namespace Obs.Aws.Logs;

/// <summary>Sends log lines to CloudWatch Logs.</summary>
/// <remarks>Writes first and creates group and stream when they turn out to be missing: nearly every call finds them, and a group that is
/// deleted while the process runs comes back.</remarks>
internal sealed class CloudWatchLogSink(AwsConnection logs, LogDestination destination, AwsOptions options, TimeProvider time)
    : ILogSink, IDisposable
{
    /// <summary>The key under which the sink is registered.</summary>
    public const string Key = "CloudWatchLogs";

    private const string Operation = "PutLogEvents";

    private readonly LogRequests _requests = new(destination);

    /// <inheritdoc/>
    void IBatchSender.Configure(DeliveryOptions queue)
    {
        queue.MaxBatchCount = LogsLimits.EventsPerCall;
        queue.MaxBatchBytes = LogsLimits.CallBytes;
        queue.RecordOverheadBytes = LogsLimits.EventOverheadBytes;
        queue.MaxBatchDelay = queue.MaxBatchDelay > options.Logs.BatchDelay ? queue.MaxBatchDelay : options.Logs.BatchDelay;
        queue.SendTimeout = options.RequestTimeout + options.ConnectTimeout;
        queue.RetryWindow = LogsLimits.Age;
    }

    public async ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken)
    {
        // The queue's thread may have been started within a request; what is sent here is no part of its trace.
        Activity.Current = null;
        List<RecordFailure> failures = [];
        List<List<LogEvent>> runs = LogEvents.RunsOf(batch, time, failures);
        for (int i = 0; i < runs.Count; i++)
        {
            if (await TryPutAsync(batch, runs[i], failures, cancellationToken).ConfigureAwait(false) is not { } failure)
            {
                continue;
            }

            if (i == 0)
            {
                return failure.ToResult();
            }

            // What was taken is not sent twice. Whatever is in the way of one run is in the way of the rest too.
            failures.AddRange(runs[i..].SelectMany(static run => run).Select(one => RecordFailure.Retry(one.Index, failure.Reason)));
            break;
        }

        return failures.Count == 0 ? SendResult.Delivered : SendResult.Partial(failures);
    }

    public void Dispose()
    {
        _requests.Dispose();
        logs.Dispose();
    }

    private async ValueTask<CallFailure?> TryPutAsync(
        DeliveryBatch batch, List<LogEvent> events, List<RecordFailure> failures, CancellationToken cancellationToken)
    {
        try
        {
            AwsReply reply = await PutAsync(_requests.Put(batch, events), cancellationToken).ConfigureAwait(false);
            RejectedEvents.Read(reply.Body, events, failures);
            return null;
        }
        catch (AmazonServiceException exception) when ((int)exception.StatusCode is >= 200 and < 300)
        {
            // Accepted, in an answer that the SDK could not read.
            AwsEventSource.Log.CallFailed(Operation, events.Count, "unreadable", exception);
            return null;
        }
        catch (AmazonServiceException exception) when (exception.ErrorCode == CallFailure.AlreadyAccepted)
        {
            // An earlier attempt, whose answer was lost, had arrived.
            return null;
        }
        catch (Exception exception)
        {
            // Whatever is thrown below is a failed attempt and no more.
            var failure = CallFailure.Of(exception, batch.Count, time);
            AwsEventSource.Log.CallFailed(Operation, events.Count, failure.Reason, exception);
            return failure;
        }
    }

    private async Task<AwsReply> PutAsync(byte[] body, CancellationToken cancellationToken)
    {
        try
        {
            return await logs.CallAsync(AwsOperation.PutLogEvents, body, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonServiceException exception) when (exception.ErrorCode == CallFailure.NotFound)
        {
            await CreateAsync(cancellationToken).ConfigureAwait(false);
            return await logs.CallAsync(AwsOperation.PutLogEvents, body, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CreateAsync(AwsOperation.CreateLogStream, _requests.CreateStream(), cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonServiceException exception) when (exception.ErrorCode == CallFailure.NotFound)
        {
            await CreateAsync(AwsOperation.CreateLogGroup, _requests.CreateGroup(), cancellationToken).ConfigureAwait(false);
            await CreateAsync(AwsOperation.CreateLogStream, _requests.CreateStream(), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CreateAsync(AwsOperation operation, byte[] body, CancellationToken cancellationToken)
    {
        try
        {
            await logs.CallAsync(operation, body, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonServiceException exception) when (exception.ErrorCode == "ResourceAlreadyExistsException")
        {
            // Another instance of the service was faster.
        }
    }
}
