using System.Diagnostics;
using Amazon.Runtime;
using Obs.Aws;
using Obs.Delivery;

namespace Obs.OpenTelemetry.Sending;

/// <summary>Sends records, each an <c>ExportTraceServiceRequest</c>, joined to one, to an OTLP receiver.</summary>
/// <remarks>Thread safety: used by the one thread of its queue.</remarks>
internal sealed class OtlpSender(
    OtlpEndpoint endpoint,
    IReadOnlyDictionary<string, string> headers,
    bool compresses,
    RequestSigner? signer,
    AwsOptions aws,
    TimeProvider time) : IBatchSender, IDisposable
{
    // What X-Ray takes in a request, and a collector in its default configuration too.
    private const int ActivitiesPerRequest = 10_000;
    private const int BytesPerRequest = 5_000_000;

    private static readonly TimeSpan BatchDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetryMaxDelay = TimeSpan.FromMinutes(1);

    private readonly HttpClient _client = SelfHttp.CreateClient(aws);

    /// <inheritdoc/>
    public void Configure(DeliveryOptions options)
    {
        options.MaxBatchCount = ActivitiesPerRequest;
        options.MaxBatchBytes = BytesPerRequest;
        options.MaxBatchDelay = BatchDelay;
        options.RetryMaxDelay = RetryMaxDelay;
        options.SendTimeout = aws.RequestTimeout + aws.ConnectTimeout;
        options.StopTimeout = TimeSpan.FromSeconds(5);
    }

    public async ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken)
    {
        // The queue's thread may have been started within a request; what is sent here is no part of its trace.
        Activity.Current = null;
        try
        {
            byte[] body = OtlpBody.Join(batch, compresses);
            using HttpRequestMessage request = Compose(body);
            if (signer is not null)
            {
                await signer.SignAsync(request, body).ConfigureAwait(false);
            }

            // On this thread from end to end: it is the queue's own, and a starved pool cannot hold it up.
            using HttpResponseMessage response = _client.Send(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return OtlpAnswer.Read(response, batch.Count, time, cancellationToken);
        }
        catch (Exception exception)
        {
            // Whatever is thrown above is a failed attempt and no more.
            string reason = exception is OperationCanceledException or TimeoutException ? "timeout"
                : exception is AmazonClientException ? "credentials"
                : "network";
            OtlpEventSource.Log.RequestFailed(reason, exception.Message);
            return SendResult.Retry(reason);
        }
    }

    public void Dispose() => _client.Dispose();

    private HttpRequestMessage Compose(byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/x-protobuf");
        if (compresses)
        {
            request.Content.Headers.ContentEncoding.Add("gzip");
        }

        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
