using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Obs.Local.Http;

/// <summary>Kestrel on loopback, with nothing around it: no configuration, no logging, no routing.</summary>
internal sealed class HttpHost(RequestPipeline pipeline) : IAsyncDisposable
{
    private WebApplication? _application;

    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <exception cref="InvalidOperationException">The port is taken.</exception>
    public async Task StartAsync(int port, CancellationToken cancellationToken)
    {
        // Empty, so that a file or variable meant for the application that hosts us cannot open a second address.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => Configure(options, port));
        Silence(builder.Services);
        _application = builder.Build();
        _application.Run(pipeline.InvokeAsync);
        try
        {
            await _application.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            throw new InvalidOperationException($"TCP port {port} on 127.0.0.1 is taken; choose another with Port (--port).", exception);
        }

        IServer server = _application.Services.GetRequiredService<IServer>();
        Address = new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/");
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.StopAsync(CancellationToken.None).ConfigureAwait(false);
            await _application.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static void Configure(KestrelServerOptions options, int port)
    {
        options.AddServerHeader = false;
        options.Limits.MaxRequestBodySize = BodyReader.MaxSentBytes;
        options.Limits.MaxConcurrentConnections = 1_000;
        options.Listen(IPAddress.Loopback, port);
    }

    /// <summary>Requests to the backend must not appear in the telemetry of the application that hosts it.</summary>
    private static void Silence(IServiceCollection services)
    {
        services.AddSingleton(new ActivitySource("LocalBackend"));
        services.AddSingleton(new DiagnosticListener("LocalBackend"));
        services.AddSingleton<IMeterFactory, SilentMeterFactory>();
    }
}
