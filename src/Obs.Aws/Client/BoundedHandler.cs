using System.Net.Http.Headers;

namespace Obs.Aws.Client;

/// <summary>Sends on the caller's thread and reads a reply up to its bound, and one byte more where it goes on.</summary>
/// <remarks>The thread is a delivery queue's own: waiting on it costs nobody, and a starved thread pool cannot hold up what already
/// has a connection.</remarks>
internal sealed class BoundedHandler(HttpMessageHandler inner, int maxReplyBytes) : DelegatingHandler(inner)
{
    private const int UsualReplyBytes = 4 * 1024;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult(Send(request, cancellationToken));
        }
        catch (OperationCanceledException exception)
        {
            return Task.FromException<HttpResponseMessage>(exception);
        }
        catch (HttpRequestException exception)
        {
            return Task.FromException<HttpResponseMessage>(exception);
        }
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = base.Send(request, cancellationToken);
        try
        {
            response.Content = ReadBounded(response.Content, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private ByteArrayContent ReadBounded(HttpContent content, CancellationToken cancellationToken)
    {
        // Disposing of the content before its end closes the connection: the rest of a long reply is never read.
        using (content)
        {
            using Stream stream = content.ReadAsStream(cancellationToken);

            // A read that waits for the next byte of a trickle ends with the call's deadline.
            using CancellationTokenRegistration abort = cancellationToken.UnsafeRegister(static s => ((Stream)s!).Dispose(), stream);
            int length = ReadAtMost(stream, out byte[] buffer, cancellationToken);
            var bounded = new ByteArrayContent(buffer, 0, length);
            Copy(content.Headers, bounded.Headers);
            bounded.Headers.ContentLength = length;
            return bounded;
        }
    }

    private int ReadAtMost(Stream stream, out byte[] buffer, CancellationToken cancellationToken)
    {
        buffer = new byte[Math.Min(UsualReplyBytes, maxReplyBytes + 1)];
        try
        {
            int length = 0;
            while (true)
            {
                length += stream.ReadAtLeast(buffer.AsSpan(length), buffer.Length - length, throwOnEndOfStream: false);
                if (length < buffer.Length || length > maxReplyBytes)
                {
                    return length;
                }

                Array.Resize(ref buffer, Math.Min(buffer.Length * 2, maxReplyBytes + 1));
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new HttpRequestException("The reply broke off.", exception);
        }
    }

    private static void Copy(HttpContentHeaders from, HttpContentHeaders to)
    {
        foreach ((string name, IEnumerable<string> values) in from)
        {
            to.TryAddWithoutValidation(name, values);
        }
    }
}
