using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Obs.Insights.Values;

namespace Obs.Insights.Evaluation;

/// <summary>Functions on IP addresses. What is not an address is in no subnet.</summary>
internal static class AddressFunctions
{
    private static readonly SearchValues<char> V6Characters = SearchValues.Create("0123456789abcdefABCDEF:.");

    public static FieldValue IsValid(FieldValue[] arguments) => FieldValue.OfBoolean(Read(arguments[0]) is not null);

    public static FieldValue IsValidV4(FieldValue[] arguments) => FieldValue.OfBoolean(Is(Read(arguments[0]), AddressFamily.InterNetwork));

    public static FieldValue IsValidV6(FieldValue[] arguments) =>
        FieldValue.OfBoolean(Is(Read(arguments[0]), AddressFamily.InterNetworkV6));

    public static FieldValue IsInSubnet(FieldValue[] arguments) => FieldValue.OfBoolean(Contains(arguments, null));

    public static FieldValue IsV4InSubnet(FieldValue[] arguments) => FieldValue.OfBoolean(Contains(arguments, AddressFamily.InterNetwork));

    public static FieldValue IsV6InSubnet(FieldValue[] arguments) =>
        FieldValue.OfBoolean(Contains(arguments, AddressFamily.InterNetworkV6));

    private static bool Contains(FieldValue[] arguments, AddressFamily? family)
    {
        IPAddress? address = Read(arguments[0]);
        if (address is null || (family is not null && address.AddressFamily != family) || arguments[1].IsMissing)
        {
            return false;
        }

        string subnet = arguments[1].ToText();
        int slash = subnet.IndexOf('/', StringComparison.Ordinal);
        IPAddress? network = Read(slash < 0 ? subnet : subnet[..slash]);
        if (network is null || network.AddressFamily != address.AddressFamily)
        {
            return false;
        }

        byte[] bits = address.GetAddressBytes();
        int length = bits.Length * 8;
        return (slash < 0 || int.TryParse(subnet.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out length))
            && length <= bits.Length * 8
            && SharePrefix(bits, network.GetAddressBytes(), length);
    }

    private static bool SharePrefix(byte[] x, byte[] y, int length)
    {
        int whole = length / 8;
        int mask = 0xFF00 >> (length % 8);
        return x.AsSpan(0, whole).SequenceEqual(y.AsSpan(0, whole)) && (length % 8 == 0 || ((x[whole] ^ y[whole]) & mask & 0xFF) == 0);
    }

    private static bool Is(IPAddress? address, AddressFamily family) => address?.AddressFamily == family;

    private static IPAddress? Read(in FieldValue value) => value.Kind == ValueKind.Text ? Read(value.ToText()) : null;

    // The platform also reads 10.1, 0x0A000001 and [::1]%eth0 as addresses; a log line that says so does not mean one.
    private static IPAddress? Read(string text)
    {
        bool isV6 = text.Contains(':', StringComparison.Ordinal);
        bool isPlausible = isV6
            ? text.AsSpan().IndexOfAnyExcept(V6Characters) < 0
            : text.Split('.') is { Length: 4 } parts && parts.All(IsOctet);
        return isPlausible && IPAddress.TryParse(text, out IPAddress? address) ? address : null;
    }

    private static bool IsOctet(string text) =>
        text.Length is > 0 and <= 3 && text.All(char.IsAsciiDigit) && !(text.Length > 1 && text[0] == '0');
}
