namespace Obs.Tracing;

/// <summary>A request that a server received and the answer it gave.</summary>
internal struct ServerExchange
{
    public ServerRequest Request;
    public ServerResponse Response;
    public bool HasRequest;
    public bool HasResponse;
}
