using System.Diagnostics;
using System.Globalization;
using Obs.Tracing.Sql;

namespace Obs.Tracing;

/// <summary>The tags of an activity that stand for fields of a document, read in one pass.</summary>
/// <remarks>Names follow the OpenTelemetry semantic conventions, the older ones beside the stable ones.</remarks>
internal ref struct SegmentTags
{
    public const string AnnotationPrefix = "annotation.";
    public const string MetadataPrefix = "metadata.";
    public const string User = "enduser.id";

    /// <summary>What a database call says about its target beyond the conventions, in one tag: each costs memory.</summary>
    public const string DatabaseTarget = "obs.db.target";

    /// <summary>The service of an AWS call as the X-Ray SDK for .NET names it, where that is not the conventions' name.</summary>
    public const string Service = "obs.aws.service";

    public const string Error = "obs.error";
    public const string Throttle = "obs.throttle";
    public const string Fault = "obs.fault";
    public const string Precursor = "obs.precursor";

    public string? Method;
    public string? Url;
    public string? Host;
    public long Status;
    public long? ContentLength;
    public string? DatabaseSystem;
    public string? DatabaseName;
    public string? DatabaseUser;
    public string? DatabaseVersion;
    public string? Query;
    public string? ConnectionString;
    public string? Preparation;
    public string? RpcSystem;
    public string? RpcService;
    public string? RpcMethod;
    public string? AwsRegion;
    public string? AwsRequestId;
    public string? AwsExtendedId;
    public string? AwsService;
    public long? Retries;
    public string? UserId;
    public bool? IsError;
    public bool IsThrottle;
    public bool? IsFault;
    public int Annotations;
    public int Precursors;
    public string? GrpcMethod;
    public long? GrpcStatus;
    public bool HasMetadata;

    public readonly bool IsSql => DatabaseSystem is not null;

    public readonly bool IsAws => RpcSystem == "aws-api";

    public static SegmentTags Of(Activity activity)
    {
        var tags = new SegmentTags();
        foreach (ref readonly KeyValuePair<string, object?> tag in activity.EnumerateTagObjects())
        {
            tags.Read(tag.Key, tag.Value);
        }

        return tags;
    }

    /// <summary>Whether a tag is shown as metadata: it is neither a field of the document nor one of the platform's own.</summary>
    public static bool IsMetadata(string key) =>
        !key.StartsWith(AnnotationPrefix, StringComparison.Ordinal)
            && !IsPlatform(key)
            && !key.StartsWith("obs.", StringComparison.Ordinal);

    private static bool IsPlatform(string key) =>
        key.IndexOf('.', StringComparison.Ordinal) is var dot && dot > 0
        && key.AsSpan(0, dot) is "http" or "url" or "server" or "client" or "network" or "net" or "db" or "error" or "exception" or "otel"
            or "rpc" or "grpc" or "aws" or "user_agent" or "enduser" or "peer" or "thread";

    private void Read(string key, object? value)
    {
        switch (key)
        {
            case "http.request.method": Method = value as string; break;
            case "url.full": Url = value as string; break;
            case "server.address" or "net.peer.name": Host = value as string; break;
            case "http.response.status_code" or "http.status_code": Status = Number(value) ?? 0; break;
            case "http.response.body.size": ContentLength = Number(value); break;
            case "db.system.name" or "db.system": DatabaseSystem = value as string; break;
            case "db.namespace" or "db.name": DatabaseName = value as string; break;
            case "db.user": DatabaseUser = value as string; break;
            case "db.query.text" or "db.statement": Query = value as string; break;
            case "obs.db.version": DatabaseVersion = value as string; break;
            case "obs.db.connection_string": ConnectionString = value as string; break;
            case DatabaseTarget: ReadTarget(value as SqlTarget); break;
            case "obs.db.preparation": Preparation = value as string; break;
            case "rpc.system": RpcSystem = value as string; break;
            case "rpc.service": RpcService = value as string; break;
            case "rpc.method": RpcMethod = value as string; break;
            case "cloud.region" or "aws.region": AwsRegion = value as string; break;
            case "aws.request_id" or "aws.requestId": AwsRequestId = value as string; break;
            case "aws.extended_request_id": AwsExtendedId = value as string; break;
            case Service: AwsService = value as string; break;
            case "http.request.resend_count": Retries = Number(value); break;
            case User: UserId = value as string; break;
            case Error: IsError = value as bool?; break;
            case Throttle: IsThrottle = value is true; break;
            case Fault: IsFault = value as bool?; break;
            case Precursor: Precursors++; break;
            case "grpc.method": GrpcMethod = (value as string)?.TrimStart('/'); break;
            case "rpc.grpc.status_code" or "grpc.status_code": GrpcStatus = Number(value); break;
            default: ReadOther(key, value); break;
        }
    }

    private void ReadTarget(SqlTarget? target)
    {
        DatabaseVersion = target?.Version;
        ConnectionString = target?.ConnectionString;
    }

    private void ReadOther(string key, object? value)
    {
        if (key.StartsWith(AnnotationPrefix, StringComparison.Ordinal))
        {
            Annotations++;
        }
        else
        {
            HasMetadata |= IsMetadata(key);
        }
    }

    private static long? Number(object? value) => value switch
    {
        int number => number,
        long number => number,
        string text when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) => number,
        _ => null,
    };
}
