using System.Net;
using Amazon.Runtime;
using Obs.Aws.Client;
using Obs.Delivery;
using Obs.Tracing;

namespace Obs.Aws.Traces;

/// <summary>Asks X-Ray itself about sampling, in signed calls.</summary>
internal sealed class XRaySamplingTransport(AwsConnection xray, TimeProvider time) : ISamplingTransport, IDisposable
{
    public Task<ReadOnlyMemory<byte>> GetRulesAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        CallAsync(AwsOperation.GetSamplingRules, body.IsEmpty ? "{}"u8.ToArray() : body.ToArray(), cancellationToken);

    public Task<ReadOnlyMemory<byte>> GetTargetsAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        CallAsync(AwsOperation.GetSamplingTargets, body.ToArray(), cancellationToken);

    public void Dispose() => xray.Dispose();

    // A call waits on the thread that makes it. Once in ten seconds that may be a new one; it must not be one of the application's pool.
    private Task<ReadOnlyMemory<byte>> CallAsync(AwsOperation operation, byte[] body, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(
            () => AnswerAsync(operation, body, cancellationToken),
            cancellationToken,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default).Unwrap();

    private async Task<ReadOnlyMemory<byte>> AnswerAsync(AwsOperation operation, byte[] body, CancellationToken cancellationToken)
    {
        try
        {
            return (await xray.CallAsync(operation, body, cancellationToken).ConfigureAwait(false)).Body;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            string reason = exception is AmazonServiceException { StatusCode: HttpStatusCode.OK }
                ? DropReasons.TooLarge
                : CallFailure.Of(exception, 1, time).Reason;
            throw new SamplingCallException(reason, exception);
        }
    }
}
