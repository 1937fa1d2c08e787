namespace Obs.Tracing;

/// <summary>A request that a server received and the answer it gave. Used again and again, and handed on rather than copied: it has a dozen
/// references.</summary>
internal sealed class ServerExchange
{
    /// <summary>What there is of work that no request asked for.</summary>
    public static readonly ServerExchange None = new();

    public ServerRequest Request;
    public ServerResponse Response;
    public bool HasRequest;
    public bool HasResponse;

    public void Clear()
    {
        Request = default;
        Response = default;
        HasRequest = false;
        HasResponse = false;
    }
}
