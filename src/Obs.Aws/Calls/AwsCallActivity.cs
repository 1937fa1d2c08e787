using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Obs.Tracing;

namespace Obs.Aws.Calls;

/// <summary>The activity of one call: ours, or, where somebody has given the SDK a tracer provider of its own, the one that made. The
/// default is a no-op. Nothing throws.</summary>
/// <remarks>Tags follow the OpenTelemetry conventions for AWS SDKs.</remarks>
internal readonly struct AwsCallActivity
{
    /// <summary>Obs.Tracing knows the name: HTTP requests inside such an activity are no calls of their own.</summary>
    public const string SourceName = "Obs.Aws.Calls";

    private const string SdkSourcePrefix = "AWSSDK.";
    private const string ExtendedIdHeader = "x-amz-id-2";

    private static readonly ActivitySource Source = new(SourceName);

    // The error codes that the SDKs' retry policies take for throttling, whatever the status:
    // https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
    private static readonly FrozenSet<string> ThrottlingCodes = FrozenSet.Create(
        StringComparer.Ordinal,
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException", "RequestThrottled",
        "TooManyRequestsException",
        "ProvisionedThroughputExceededException", "TransactionInProgressException", "RequestLimitExceeded", "BandwidthLimitExceeded",
        "LimitExceededException", "SlowDown", "PriorRequestNotComplete", "EC2ThrottledException");

    private readonly Activity? _activity;
    private readonly bool _isOwner;

    private AwsCallActivity(Activity activity, bool isOwner) => (_activity, _isOwner) = (activity, isOwner);

    /// <summary>Whether a call that is made here would be recorded. Allocates nothing.</summary>
    public static bool IsRecording => Activity.Current is not null && (Source.HasListeners() || SdkActivity() is not null);

    public static AwsCallActivity Begin(IRequestContext context)
    {
        try
        {
            Activity? theirs = SdkActivity();
            Activity? activity = theirs ?? Source.StartActivity(SourceName, ActivityKind.Client);
            if (activity is not { IsAllDataRequested: true })
            {
                return activity is null || theirs is not null ? default : new AwsCallActivity(activity, isOwner: true);
            }

            Describe(activity, context);
            DistributedContextPropagator.Current.Inject(activity, context.Request, static (carrier, name, value) =>
            {
                // The one header that is not signed. The others are left to the HTTP client, which comes after the signature.
                if (name == TraceHeader.Name)
                {
                    ((IRequest)carrier!).Headers[name] = value;
                }
            });
            return new AwsCallActivity(activity, isOwner: theirs is null);
        }
        catch (Exception exception)
        {
            AwsEventSource.Log.CallNotTraced(nameof(Begin), exception);
            return default;
        }
    }

    public void End(IExecutionContext context, Exception? exception)
    {
        if (_activity is null)
        {
            return;
        }

        try
        {
            Describe(_activity, context, exception);
        }
        catch (Exception failure)
        {
            AwsEventSource.Log.CallNotTraced(nameof(End), failure);
        }

        if (_isOwner)
        {
            _activity.Stop();
        }
    }

    // The outermost: a provider may make further activities for the steps of a call.
    private static Activity? SdkActivity()
    {
        Activity? found = null;
        for (Activity? current = Activity.Current; IsOfSdk(current); current = current!.Parent)
        {
            found = current;
        }

        return found;
    }

    private static bool IsOfSdk(Activity? activity) => activity?.Source.Name.StartsWith(SdkSourcePrefix, StringComparison.Ordinal) == true;

    private static void Describe(Activity activity, IRequestContext context)
    {
        string operation = OperationOf(context.RequestName);
        string service = context.ServiceMetaData.ServiceId;
        activity.DisplayName = $"{service}.{operation}";
        activity.SetTag("rpc.system", "aws-api");
        activity.SetTag("rpc.service", service);
        activity.SetTag("rpc.method", operation);
        if (AwsCallNames.Of(context.Request?.ServiceName) is { } name && name != service)
        {
            activity.SetTag("obs.aws.service", name);
        }

        activity.SetTag(
            "cloud.region",
            context.Request?.AuthenticationRegion
                ?? context.ClientConfig.RegionEndpoint?.SystemName
                ?? context.ClientConfig.AuthenticationRegion);
        AwsCallResources.Describe(activity, context.OriginalRequest);
    }

    private static void Describe(Activity activity, IExecutionContext context, Exception? exception)
    {
        IWebResponseData? http = context.ResponseContext.HttpResponse;
        var failure = exception as AmazonServiceException;
        int status = (int)(failure?.StatusCode is { } code && code != 0 ? code : http?.StatusCode ?? 0);
        if (status != 0)
        {
            activity.SetTag("http.response.status_code", status);
        }

        activity.SetTag("aws.request_id", failure?.RequestId ?? context.ResponseContext.Response?.ResponseMetadata?.RequestId);
        if (http is not null)
        {
            activity.SetTag("http.response.body.size", http.ContentLength >= 0 ? http.ContentLength : null);
            activity.SetTag(
                "aws.extended_request_id", http.IsHeaderPresent(ExtendedIdHeader) ? http.GetHeaderValue(ExtendedIdHeader) : null);
        }

        AwsCallResources.Describe(activity, context.ResponseContext.Response);
        if (context.RequestContext.Retries > 0)
        {
            activity.SetTag("http.request.resend_count", context.RequestContext.Retries);
        }

        if (exception is not null)
        {
            Fail(activity, exception, failure);
        }
    }

    private static void Fail(Activity activity, Exception exception, AmazonServiceException? failure)
    {
        activity.SetTag("error.type", failure?.ErrorCode ?? exception.GetType().FullName);
        activity.SetStatus(ActivityStatusCode.Error);
        if (failure is { Retryable.Throttling: true } || ThrottlingCodes.Contains(failure?.ErrorCode ?? ""))
        {
            activity.SetTag("obs.throttle", true); // DynamoDB says so with a 400.
        }

        activity.AddException(exception);
    }

    private static string OperationOf(string request) =>
        request.EndsWith("Request", false, CultureInfo.InvariantCulture) ? request[..^"Request".Length] : request;
}
