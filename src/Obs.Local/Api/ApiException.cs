namespace Obs.Local.Api;

/// <summary>A request of the page that cannot be answered; the message says what is wrong and what is allowed.</summary>
internal sealed class ApiException(int status, string message) : Exception(message)
{
    public int Status { get; } = status;

    /// <summary>Where in a text of the request it went wrong, from 0.</summary>
    public int? Position { get; init; }

    public static ApiException Bad(string message) => new(400, message);

    public static ApiException NotFound(string message) => new(404, message);
}
