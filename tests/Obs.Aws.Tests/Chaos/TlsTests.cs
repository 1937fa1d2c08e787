using System.Security.Cryptography.X509Certificates;
using Obs.Delivery;

namespace Obs.Aws.Tests.Chaos;

/// <summary>Endpoints that cannot prove who they are are told nothing: the records stay here.</summary>
[Collection(EnvironmentVariables.Collection)]
public sealed class TlsTests
{
    public static TheoryData<string> Untrusted =>
        [nameof(TestCertificates.Expired), nameof(TestCertificates.OfAnotherHost), nameof(TestCertificates.OfAnotherAuthority)];

    [Fact]
    public async Task F10_an_endpoint_with_a_good_certificate_is_told()
    {
        await using var endpoint = new TlsEndpoint(TestCertificates.Good);
        await using var delivery = new Delivery(endpoint.Url);

        delivery.Enqueue(10);
        await delivery.FlushAsync();

        delivery.Account.Delivered.Should().Be(10);
        endpoint.Decrypted.Should().BePositive();
    }

    [Theory]
    [MemberData(nameof(Untrusted))]
    public async Task F10_an_endpoint_with_a_bad_certificate_is_told_nothing_and_the_records_are_kept(string certificate)
    {
        await using var endpoint = new TlsEndpoint(Certificate(certificate));
        await using var delivery = new Delivery(endpoint.Url);

        delivery.Enqueue(10);
        await delivery.WaitForAttemptsAsync(3);

        delivery.ShouldWait();
        delivery.Results.Should().OnlyContain(static result => result.Equals(SendResult.Retry("network")));
        ShouldHaveBeenToldNothing(endpoint);
    }

    [Fact]
    public async Task F10_a_handshake_that_stalls_ends_with_the_time_of_the_connection()
    {
        await using var endpoint = new TlsEndpoint(certificate: null);
        await using var delivery = new Delivery(endpoint.Url, static o => o.ConnectTimeout = TimeSpan.FromMilliseconds(200));

        delivery.Enqueue(10);
        await endpoint.WaitForHandshakeAsync();
        await delivery.WaitForAttemptsAsync(2);

        delivery.ShouldWait();
        delivery.Results.Should().OnlyContain(static result => result.Equals(SendResult.Retry("timeout")));
        ShouldHaveBeenToldNothing(endpoint);
    }

    private static X509Certificate2 Certificate(string name) => name switch
    {
        nameof(TestCertificates.Expired) => TestCertificates.Expired,
        nameof(TestCertificates.OfAnotherHost) => TestCertificates.OfAnotherHost,
        _ => TestCertificates.OfAnotherAuthority,
    };

    private static void ShouldHaveBeenToldNothing(TlsEndpoint endpoint)
    {
        endpoint.FirstBytes.Should().NotBeEmpty().And.OnlyContain(static b => b == TlsEndpoint.Handshake);
        endpoint.Decrypted.Should().Be(0);
    }
}
