using System.Net;
using System.Text.Json.Nodes;
using Obs.Tracing.Tests.Support;

namespace Obs.Tracing.Tests.Documents;

public sealed class ClientAddressTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("  203.0.113.7 , 10.0.0.1, 10.0.0.2", "203.0.113.7")]
    [InlineData("203.0.113.7:4711, 10.0.0.1", "203.0.113.7")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    [InlineData("2001:db8::1,10.0.0.1", "2001:db8::1")]
    [InlineData("[2001:db8::1]", "2001:db8::1")]
    [InlineData("[2001:db8::1]:4711", "2001:db8::1")]
    [InlineData("for=192.0.2.60;proto=http;by=203.0.113.43", "192.0.2.60")]
    [InlineData("proto=https; For=\"[2001:db8:cafe::17]:4711\", for=192.0.2.60", "2001:db8:cafe::17")]
    [InlineData("for=\"192.0.2.60:4711\"", "192.0.2.60")]
    public void The_first_address_that_proxies_name_is_the_client(string forwarded, string address)
    {
        JsonObject request = Write(forwarded);

        request["client_ip"]!.ToString().Should().Be(address);
        request["x_forwarded_for"]!.GetValue<bool>().Should().BeTrue();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" , 203.0.113.7")]
    [InlineData("unknown, 203.0.113.7")]
    [InlineData("7")]
    [InlineData("[2001:db8::1")]
    [InlineData("for=_hidden;by=203.0.113.43")]
    [InlineData("by=203.0.113.43")]
    [InlineData("<script>")]
    public void What_is_no_address_is_not_shown(string? forwarded)
    {
        JsonObject request = Write(forwarded);

        request["client_ip"]!.ToString().Should().Be("198.51.100.9", "it is the other end of the connection");
        request.ContainsKey("x_forwarded_for").Should().BeFalse();
    }

    private static JsonObject Write(string? forwarded)
    {
        using var recording = new RecordedService();
        recording.EndRequest(recording.BeginRequest(request: new ServerRequest
        {
            Method = "GET",
            ForwardedFor = forwarded,
            RemoteAddress = IPAddress.Parse("::ffff:198.51.100.9"),
        }));
        return recording.Documents.Single["http"]!["request"]!.AsObject();
    }
}
