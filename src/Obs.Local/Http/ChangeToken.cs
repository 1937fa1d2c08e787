using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Obs.Local.Http;

/// <summary>What a change by the page's own API has to carry. It is made anew at each start and told only to who may read an answer from
/// here.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class ChangeToken
{
    public const string Header = "X-Obs-Token";

    private readonly byte[] _bytes;

    public ChangeToken()
    {
        Text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        _bytes = Encoding.ASCII.GetBytes(Text);
    }

    public string Text { get; }

    /// <summary>Compares without telling by its time how much was right.</summary>
    public bool Matches(string? given) =>
        given is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), _bytes);
}
