using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Obs.Aws.Tests.Chaos;

/// <summary>A certificate authority that this process trusts, and certificates by it that are good or bad in one way each.</summary>
internal static partial class TestCertificates
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();
    private static readonly X509Certificate2 Authority = CreateAuthority();

    public static X509Certificate2 Good { get; } = Issue(Authority, IPAddress.Loopback, Now.AddDays(1));

    public static X509Certificate2 Expired { get; } = Issue(Authority, IPAddress.Loopback, Now.AddDays(-1));

    public static X509Certificate2 OfAnotherHost { get; } = Issue(Authority, IPAddress.Parse("192.0.2.1"), Now.AddDays(1));

    public static X509Certificate2 OfAnotherAuthority { get; } = Issue(CreateAuthority(), IPAddress.Loopback, Now.AddDays(1));

    // OpenSSL's store of this machine, as the runtime reads it at the first connection of a process. The runtime asks the C library, to
    // which a variable set by .NET is not known.
    [ModuleInitializer]
    internal static void Trust()
    {
        string file = Path.Combine(Path.GetTempPath(), $"obs-authority-{Environment.ProcessId}.pem");
        File.WriteAllText(file, Authority.ExportCertificatePem());
        AppDomain.CurrentDomain.ProcessExit += (_, _) => File.Delete(file);
        SetVariable("SSL_CERT_FILE", file, 1);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);

    private static X509Certificate2 CreateAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Authority of a test", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(Now.AddDays(-30), Now.AddDays(30));
    }

    private static X509Certificate2 Issue(X509Certificate2 authority, IPAddress host, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=endpoint", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(host);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 issued = request.Create(authority, Now.AddDays(-20), until, RandomNumberGenerator.GetBytes(8));
        using X509Certificate2 withKey = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
    }
}
