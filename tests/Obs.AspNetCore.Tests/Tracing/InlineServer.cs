using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Obs.AspNetCore.Tests.Tracing;

/// <summary>A server without a network: runs each request on the caller's thread, so that what it allocates can be measured
/// exactly.</summary>
internal sealed class InlineServer : IServer
{
    private Action? _run;

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public void Run() => _run!();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        var connection = new Connection<TContext>();
        _run = () =>
        {
            connection.Reset();
            TContext context = application.CreateContext(connection);
            application.ProcessRequestAsync(context).GetAwaiter().GetResult();
            application.DisposeContext(context, null);
        };
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }

    /// <summary>Keeps its context from one request to the next, as a connection of Kestrel does.</summary>
    private sealed class Connection<TContext> : FeatureCollection, IHostContextContainer<TContext>
        where TContext : notnull
    {
        public TContext? HostContext { get; set; }

        public void Reset()
        {
            Set<IHttpRequestFeature>(new HttpRequestFeature { Method = "GET", Scheme = "http", Path = "/products/42" });
            Set<IHttpResponseFeature>(new HttpResponseFeature());
            Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(Stream.Null));
        }
    }
}
