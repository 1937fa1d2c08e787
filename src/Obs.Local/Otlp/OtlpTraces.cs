using Microsoft.AspNetCore.Http;
using Obs.Local.Aws;
using Obs.Local.Http;
using Obs.Local.Ingest;
using Obs.Local.Store;
using Obs.Local.Traces;

namespace Obs.Local.Otlp;

/// <summary>Takes traces by OTLP/HTTP in protobuf at <c>/v1/traces</c>, as X-Ray's own OTLP endpoint does.</summary>
/// <remarks>Any signature is accepted and none is looked at. Limits are X-Ray's: 5 MB and 10,000 spans a request, 200 KB a span.
/// <see href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-OTLPEndpoint.html"/></remarks>
internal sealed class OtlpTraces(IngestAccounts accounts, StoreWriter writer)
{
    public const string Path = "/v1/traces";

    private const string Protobuf = "application/x-protobuf";
    private const int MaxRequestBytes = 5_000_000;
    private const int MaxDocumentBytes = 200_000;

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            await AnswerAsync(context, StatusCodes.Status200OK, await TakeAsync(context).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (OtlpFormatException exception)
        {
            accounts.Reject(accounts.Traces, "bad otlp", exception.Message, traceId: null, 1);
            await AnswerAsync(context, StatusCodes.Status400BadRequest, OtlpAnswer.Refusal(exception.Message)).ConfigureAwait(false);
        }
        catch (AwsException exception)
        {
            await AnswerAsync(context, exception.Status, OtlpAnswer.Refusal(exception.Message)).ConfigureAwait(false);
        }
        catch (StoreUnavailableException exception)
        {
            await AnswerAsync(
                context, StatusCodes.Status503ServiceUnavailable, OtlpAnswer.Refusal(exception.Message)).ConfigureAwait(false);
        }
    }

    private async Task<byte[]> TakeAsync(HttpContext context)
    {
        if (context.Request.ContentType?.Split(';')[0].Trim() is var type && type != Protobuf)
        {
            throw new AwsException(
                "UnsupportedMediaType", "UnsupportedMediaType", $"Traces are taken as {Protobuf}; found {type ?? "no content type"}.",
                StatusCodes.Status415UnsupportedMediaType);
        }

        ReadOnlyMemory<byte> body = await BodyReader.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
        if (body.Length > MaxRequestBytes)
        {
            throw AwsException.TooLarge(MaxRequestBytes);
        }

        List<OtlpSpan> spans = OtlpRequestReader.Read(body.Span);
        List<(SegmentRecord, byte[])> taken = Convert(spans, out string? firstReject);
        if (taken.Count > 0)
        {
            var work = new SegmentWork(taken, accounts);
            writer.Enqueue(work);
            if (await work.Done.WaitAsync(context.RequestAborted).ConfigureAwait(false) is { } dropped)
            {
                throw AwsException.Unavailable(dropped);
            }
        }

        return OtlpAnswer.Success(spans.Count - taken.Count, firstReject);
    }

    private List<(SegmentRecord, byte[])> Convert(List<OtlpSpan> spans, out string? firstReject)
    {
        firstReject = null;
        List<(SegmentRecord, byte[])> taken = [];
        using var document = new SpanDocument();
        foreach (OtlpSpan span in spans)
        {
            byte[] bytes = document.Write(span);
            if (Parse(bytes, out SegmentReject? reject) is { } segment)
            {
                taken.Add((segment, bytes));
            }
            else
            {
                accounts.Reject(accounts.Traces, reject!.Reason, reject.Detail, reject.TraceId, 1);
                firstReject ??= reject.Detail;
            }
        }

        return taken;
    }

    private static SegmentRecord? Parse(byte[] document, out SegmentReject? reject)
    {
        if (document.Length <= MaxDocumentBytes)
        {
            return SegmentParser.Parse(document, out reject);
        }

        reject = new SegmentReject("too large", "DocumentTooLarge", $"{document.Length} bytes; the limit is {MaxDocumentBytes}");
        return null;
    }

    private static Task AnswerAsync(HttpContext context, int status, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = Protobuf;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
