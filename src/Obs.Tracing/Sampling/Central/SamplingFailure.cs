using System.Net;
using System.Text.Json;

namespace Obs.Tracing;

/// <summary>Why a question about sampling had no answer, in the words that the accounts use too.</summary>
internal static class SamplingFailure
{
    public static string ReasonOf(Exception exception) => exception switch
    {
        SamplingCallException call => call.Reason,
        JsonException => "unreadable",
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => "too_large",
        HttpRequestException { StatusCode: { } status } => ReasonOf(status),
        HttpRequestException or IOException => "network",
        OperationCanceledException or TimeoutException => "timeout",
        _ => "sender_error",
    };

    private static string ReasonOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.TooManyRequests => "throttled",
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "denied",
        HttpStatusCode.NotFound => "not_found",
        >= HttpStatusCode.InternalServerError => "service_fault",
        _ => "invalid",
    };
}
