namespace Obs.Local.Aws;

/// <summary>A request refused in AWS's own words; each protocol writes it in its own shape.</summary>
/// <param name="code">The error's name in the service model, such as <c>InvalidParameterValueException</c>.</param>
/// <param name="queryCode">Its name in the form protocol, such as <c>InvalidParameterValue</c>.</param>
/// <param name="message">What is wrong and what is allowed.</param>
/// <param name="status">The HTTP status.</param>
internal sealed class AwsException(string code, string queryCode, string message, int status = 400) : Exception(message)
{
    public string Code { get; } = code;

    public string QueryCode { get; } = queryCode;

    public int Status { get; } = status;

    /// <summary>Further members of the error, where its shape has any.</summary>
    public WireNode? More { get; init; }

    public static AwsException UnknownOperation(string operation) =>
        new("UnknownOperationException", "InvalidAction", $"The operation {operation} is not supported by the local backend.");

    public static AwsException InvalidValue(string message) => new("InvalidParameterValueException", "InvalidParameterValue", message);

    public static AwsException InvalidCombination(string message) =>
        new("InvalidParameterCombinationException", "InvalidParameterCombination", message);

    public static AwsException Missing(string parameter) =>
        new("MissingRequiredParameterException", "MissingParameter", $"The parameter {parameter} is required.");

    public static AwsException Validation(string message) => new("ValidationException", "ValidationError", message);

    public static AwsException Serialization(string name, string expected) =>
        new("SerializationException", "MalformedInput", $"The value of {name} is not {expected}.");

    public static AwsException TooLarge(long limit) => new(
        "RequestEntityTooLargeException", "RequestEntityTooLarge",
        $"The body is larger than {limit} bytes, or inflates more than a hundredfold.", 413);

    /// <summary>Logs: a parameter is wrong.</summary>
    public static AwsException LogsParameter(string message) => new("InvalidParameterException", "InvalidParameterException", message);

    public static AwsException LogsNotFound(string what) =>
        new("ResourceNotFoundException", "ResourceNotFoundException", $"The specified log {what} does not exist.");

    public static AwsException LogsExists(string what) =>
        new("ResourceAlreadyExistsException", "ResourceAlreadyExistsException", $"The specified log {what} already exists");

    public static AwsException Limit(string message) => new("LimitExceededException", "LimitExceeded", message);

    /// <summary>X-Ray: the request is wrong, or asks for what is not served here.</summary>
    public static AwsException XRayRequest(string message) => new("InvalidRequestException", "InvalidRequestException", message);

    /// <summary>There is no room to store it; an SDK tries again later.</summary>
    public static AwsException Unavailable(string reason) =>
        new("ServiceUnavailableException", "ServiceUnavailable", $"The local backend could not store the request: {reason}.", 503);
}
