using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Obs.Local.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void All_wrong_settings_are_named_at_once_with_what_is_allowed_and_what_was_found()
    {
        var options = new ObsLocalOptions { Port = 70_000, UdpPort = -1, Store = " ", MaxBytes = 5, MaxAge = TimeSpan.FromSeconds(1) };

        Action create = () => _ = new ObsLocalServer(options);

        create.Should().Throw<OptionsValidationException>().Which.Failures.Should().Equal(
            "Property Observability:Local:Port: must be 0 to 65535, where 0 takes a free port; found 70000.",
            "Property Observability:Local:UdpPort: must be 0 to 65535, where 0 takes a free port; found -1.",
            "Property Observability:Local:Store: must be a file path or \":memory:\"; found an empty text.",
            "Property Observability:Local:MaxBytes: must be 16777216 (16 MiB) to 68719476736 (64 GiB); found 5.",
            "Property Observability:Local:MaxAge: must be 00:01:00 to 365.00:00:00; found 00:00:01.");
    }

    [Fact]
    public async Task It_starts_and_stops_with_the_application_that_hosts_it_and_code_wins()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Configuration["Observability:Local:Port"] = "1";
        builder.Services.AddObsLocal(static options => (options.Port, options.UdpPort) = (0, 0)).AddObsLocal();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using WebApplication application = builder.Build();

        await application.StartAsync();
        ObsLocalServer server = application.Services.GetRequiredService<ObsLocalServer>();
        using var http = new HttpClient();
        string status = await http.GetStringAsync(new Uri(server.HttpAddress, "api/local/status"));
        await application.StopAsync();

        status.Should().Contain("\"signal\":\"traces\"");
    }

    [Fact]
    public async Task A_taken_port_is_said_so()
    {
        await using LocalBackend first = await LocalBackend.StartAsync();
        await using var second = new ObsLocalServer(new ObsLocalOptions { Port = first.Server.HttpAddress.Port, UdpPort = 0 });
        await using var third = new ObsLocalServer(new ObsLocalOptions { Port = 0, UdpPort = first.Server.UdpAddress.Port });

        await second.Invoking(static server => server.StartAsync()).Should().ThrowAsync<InvalidOperationException>()
            .WithMessage("TCP port * is taken*");
        await third.Invoking(static server => server.StartAsync()).Should().ThrowAsync<InvalidOperationException>()
            .WithMessage("UDP port * cannot be opened*");
    }
}
