using Obs.Aws.Client;
using Obs.Tracing;

namespace Obs.Aws.Traces;

/// <summary>Asks X-Ray itself about sampling, in signed calls.</summary>
internal sealed class XRaySamplingTransport(AwsConnection xray) : ISamplingTransport, IDisposable
{
    public Task<ReadOnlyMemory<byte>> GetRulesAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        CallAsync(AwsOperation.GetSamplingRules, body.IsEmpty ? "{}"u8.ToArray() : body.ToArray(), cancellationToken);

    public Task<ReadOnlyMemory<byte>> GetTargetsAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        CallAsync(AwsOperation.GetSamplingTargets, body.ToArray(), cancellationToken);

    public void Dispose() => xray.Dispose();

    // A call waits on the thread that makes it. Once in ten seconds that may be a new one; it must not be one of the application's pool.
    private Task<ReadOnlyMemory<byte>> CallAsync(AwsOperation operation, byte[] body, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(
            async () => (ReadOnlyMemory<byte>)(await xray.CallAsync(operation, body, cancellationToken).ConfigureAwait(false)).Body,
            cancellationToken,
            TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
            TaskScheduler.Default).Unwrap();
}
