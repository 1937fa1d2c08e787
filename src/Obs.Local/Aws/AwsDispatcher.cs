using Microsoft.AspNetCore.Http;
using Obs.Local.Aws.CloudWatch;
using Obs.Local.Aws.Logs;
using Obs.Local.Aws.XRay;
using Obs.Local.Http;
using Obs.Local.Logs;
using Obs.Local.Store;

namespace Obs.Local.Aws;

/// <summary>Finds out which service, operation and protocol a request speaks, and answers in the same.</summary>
/// <remarks>Any signature is accepted and none is looked at: no credential is checked, kept or written down.</remarks>
internal sealed class AwsDispatcher
{
    private const string CloudWatchTarget = "GraniteServiceVersion20100801.";
    private const string LogsTarget = "Logs_20140328.";
    private const string CborPath = "/service/GraniteServiceVersion20100801/operation/";

    private static readonly CborProtocol Cbor = new();
    private static readonly QueryProtocol Query = new();

    private readonly Dictionary<string, AwsOperation> _cloudWatch;
    private readonly Dictionary<string, AwsOperation> _logs;
    private readonly Dictionary<string, AwsOperation> _xray;

    public AwsDispatcher(LocalServices services)
    {
        _cloudWatch = CloudWatchOperations.Create(services);
        _logs = LogsOperations.Create(services);
        _xray = XRayOperations.Create(services);
    }

    public async Task HandleAsync(HttpContext context)
    {
        string path = context.Request.Path.Value ?? "/";
        string target = context.Request.Headers["X-Amz-Target"].ToString();
        if (path.StartsWith(CborPath, StringComparison.Ordinal))
        {
            await RunAsync(context, Cbor, _cloudWatch, path[CborPath.Length..]).ConfigureAwait(false);
        }
        else if (path != "/")
        {
            await RunAsync(context, JsonProtocol.XRay, _xray, path[1..]).ConfigureAwait(false);
        }
        else if (target.StartsWith(CloudWatchTarget, StringComparison.Ordinal))
        {
            await RunAsync(context, JsonProtocol.CloudWatch, _cloudWatch, target[CloudWatchTarget.Length..]).ConfigureAwait(false);
        }
        else if (target.StartsWith(LogsTarget, StringComparison.Ordinal))
        {
            await RunAsync(context, JsonProtocol.Logs, _logs, target[LogsTarget.Length..]).ConfigureAwait(false);
        }
        else if (target.Length > 0)
        {
            await RunAsync(context, JsonProtocol.Logs, _logs, target).ConfigureAwait(false);
        }
        else
        {
            await RunAsync(context, Query, _cloudWatch, operation: null).ConfigureAwait(false);
        }
    }

    /// <param name="context">The request.</param>
    /// <param name="protocol">How it is written.</param>
    /// <param name="operations">What the service can do.</param>
    /// <param name="operation">What is asked; null when the body's <c>Action</c> says it.</param>
    private static async Task RunAsync(
        HttpContext context, WireProtocol protocol, Dictionary<string, AwsOperation> operations, string? operation)
    {
        string requestId = Guid.NewGuid().ToString();
        ReadOnlyMemory<byte> answer;
        try
        {
            Check(context);
            ReadOnlyMemory<byte> body = await BodyReader.ReadAsync(context.Request, context.RequestAborted).ConfigureAwait(false);
            WireNode input = protocol.Read(body);
            string name = operation ?? input.Text("Action") ?? throw new AwsException(
                "MissingAction", "MissingAction", "The form names no Action.");
            AwsOperation run = operations.GetValueOrDefault(name) ?? throw AwsException.UnknownOperation(name);
            WireNode result = await run(input, context.RequestAborted).ConfigureAwait(false);
            answer = protocol.Write(name, result, requestId);
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            answer = Refuse(context, protocol, ErrorOf(exception), requestId);
        }

        protocol.SetHeaders(context.Response.Headers);
        context.Response.Headers["x-amzn-RequestId"] = requestId;
        context.Response.ContentType = protocol.ContentType;
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer, context.RequestAborted).ConfigureAwait(false);
    }

    /// <exception cref="AwsException">No AWS protocol sends such a request.</exception>
    private static void Check(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "GET, HEAD, POST";
            throw new AwsException(
                "MethodNotAllowedException", "MethodNotAllowed", $"Operations are asked for by POST; found {context.Request.Method}.",
                StatusCodes.Status405MethodNotAllowed);
        }

        if (!MediaTypes.IsAllowedForAws(context.Request))
        {
            throw new AwsException(
                "UnsupportedMediaTypeException", "UnsupportedMediaType", "No AWS protocol sends this content type here.",
                StatusCodes.Status415UnsupportedMediaType);
        }
    }

    private static AwsException ErrorOf(Exception exception)
    {
        switch (exception)
        {
            case AwsException error:
                return error;
            case StoreUnavailableException:
                return AwsException.Unavailable(exception.Message);
            case QueryLimitException:
                return AwsException.Limit(exception.Message);
            case BadHttpRequestException request:
                return new AwsException("InvalidRequestException", "InvalidRequest", request.Message, request.StatusCode);
            default:
                LocalEventSource.Log.RequestFailed(exception.ToString());
                return new AwsException(
                    "InternalFailure", "InternalFailure", InternalFailure.Describe(exception),
                    StatusCodes.Status500InternalServerError);
        }
    }

    private static ReadOnlyMemory<byte> Refuse(HttpContext context, WireProtocol protocol, AwsException error, string requestId)
    {
        context.Response.StatusCode = error.Status;
        protocol.SetErrorHeaders(context.Response.Headers, error);
        return protocol.WriteError(error, requestId);
    }
}
