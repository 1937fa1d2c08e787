using Microsoft.AspNetCore.Http;

namespace Obs.Local.Aws;

/// <summary>One way in which AWS clients write requests and read answers.</summary>
internal abstract class WireProtocol
{
    public abstract string ContentType { get; }

    /// <exception cref="AwsException">The body is not of this protocol.</exception>
    public abstract WireNode Read(ReadOnlyMemory<byte> body);

    public abstract ReadOnlyMemory<byte> Write(string operation, WireNode result, string requestId);

    public abstract ReadOnlyMemory<byte> WriteError(AwsException error, string requestId);

    public virtual void SetHeaders(IHeaderDictionary headers)
    {
    }

    public virtual void SetErrorHeaders(IHeaderDictionary headers, AwsException error)
    {
    }
}
