using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HeadlessDiscovery.Tests;

/// <summary>A certificate made now for one name, which is also the only one that <see cref="Trust"/> trusts.</summary>
internal sealed class ServiceCertificate : IDisposable
{
    public ServiceCertificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=HeadlessDiscovery test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        Certificate = request.CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>The usual check of chain and name, with this certificate as the only root.</summary>
    public SslClientAuthenticationOptions Trust() => new()
    {
        CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { Certificate },
            RevocationMode = X509RevocationMode.NoCheck,
        },
    };

    public void Dispose() => Certificate.Dispose();
}
