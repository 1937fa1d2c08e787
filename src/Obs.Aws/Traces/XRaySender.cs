using System.Diagnostics;
using Amazon.Runtime;
using Obs.Aws.Client;
using Obs.Delivery;

namespace Obs.Aws.Traces;

/// <summary>Sends segment documents to X-Ray itself, without a daemon between.</summary>
internal sealed class XRaySender(AwsConnection xray, AwsOptions options, TimeProvider time) : IBatchSender, IDisposable
{
    /// <summary>Documents in a call: what the daemon sends, too.</summary>
    private const int DocumentsPerCall = 50;

    private const int DocumentBytes = 64 * 1024;
    private const string Operation = "PutTraceSegments";
    private static readonly TimeSpan BatchDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryMaxDelay = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public void Configure(DeliveryOptions queue)
    {
        queue.MaxBatchCount = DocumentsPerCall;
        queue.MaxBatchBytes = DocumentsPerCall * DocumentBytes;
        queue.MaxBatchDelay = BatchDelay;
        queue.RetryMaxDelay = RetryMaxDelay;
        queue.SendTimeout = options.RequestTimeout + options.ConnectTimeout;
        queue.StopTimeout = TimeSpan.FromSeconds(5);
    }

    public async ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken)
    {
        // The queue's thread may have been started within a request; what is sent here is no part of its trace.
        Activity.Current = null;
        try
        {
            AwsReply reply = await xray.CallAsync(AwsOperation.PutTraceSegments, TraceSegmentsBody.Write(batch), cancellationToken)
                .ConfigureAwait(false);
            IReadOnlyList<RecordFailure> failures = UnprocessedSegments.Read(reply.Body, batch);
            return failures.Count == 0 ? SendResult.Delivered : SendResult.Partial(failures);
        }
        catch (AmazonServiceException exception) when ((int)exception.StatusCode is >= 200 and < 300)
        {
            // Accepted, in an answer that the SDK could not read.
            AwsEventSource.Log.CallFailed(Operation, batch.Count, "unreadable", exception);
            return SendResult.Delivered;
        }
        catch (Exception exception)
        {
            // Whatever is thrown below is a failed attempt and no more.
            var failure = CallFailure.Of(exception, batch.Count, time);
            AwsEventSource.Log.CallFailed(Operation, batch.Count, failure.Reason, exception);
            return failure.ToResult();
        }
    }

    public void Dispose() => xray.Dispose();
}
