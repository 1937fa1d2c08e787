namespace Obs.Local.Api;

/// <summary>A request of the page that cannot be answered; the message says what is wrong and what is allowed.</summary>
internal sealed class ApiException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;

    public static ApiException Bad(string message) => new(400, message);

    public static ApiException NotFound(string message) => new(404, message);
}
