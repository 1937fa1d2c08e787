using System.Net;
using Microsoft.AspNetCore.Http;
using Obs.AspNetCore.Endpoint;

namespace Obs.AspNetCore.Tests.Endpoint;

public sealed class EndpointAccessTests
{
    [Theory]
    [InlineData("127.0.0.1", "localhost:5080")]
    [InlineData("127.0.0.1", "127.0.0.1:5080")]
    [InlineData("127.8.9.10", "LOCALHOST")]
    [InlineData("::1", "[::1]:5080")]
    [InlineData("::ffff:127.0.0.1", "localhost")]
    public void A_caller_on_this_machine_is_local(string peer, string host) =>
        EndpointAccess.IsLocal(Request(peer, host)).Should().BeTrue();

    [Theory]
    [InlineData("10.0.0.7", "localhost")]
    [InlineData("203.0.113.7", "metrics.example.com")]
    [InlineData("127.0.0.1", "evil.example")]
    [InlineData("127.0.0.1", "localhost.evil.example")]
    [InlineData("127.0.0.1", "")]
    [InlineData("127.0.0.1", "10.0.0.7")]
    public void A_remote_peer_or_a_foreign_name_is_not_local(string peer, string host) =>
        EndpointAccess.IsLocal(Request(peer, host)).Should().BeFalse();

    [Theory]
    [InlineData("X-Forwarded-For")]
    [InlineData("Forwarded")]
    [InlineData("X-Real-IP")]
    [InlineData("Via")]
    public void What_a_proxy_on_this_machine_passes_on_is_not_local(string header)
    {
        HttpContext request = Request("127.0.0.1", "localhost");
        request.Request.Headers[header] = "203.0.113.7";

        EndpointAccess.IsLocal(request).Should().BeFalse();
    }

    [Fact]
    public void A_connection_without_an_address_is_not_local() =>
        EndpointAccess.IsLocal(new DefaultHttpContext()).Should().BeFalse();

    private static DefaultHttpContext Request(string peer, string host)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = IPAddress.Parse(peer);
        context.Request.Host = new HostString(host);
        return context;
    }
}
