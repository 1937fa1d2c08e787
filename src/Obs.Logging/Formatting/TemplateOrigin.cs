using System.Globalization;
using System.Text;

namespace Obs.Logging.Formatting;

/// <summary>Where the entries of a template come from, as JSON: it is the same in each of them.</summary>
internal sealed class TemplateOrigin(byte[] template, byte[] category, int eventId)
{
    public byte[] Category { get; } = category;

    public int EventId { get; } = eventId;

    /// <summary>The members <c>template</c>, <c>logger</c> and, unless it is 0, <c>eventId</c>.</summary>
    public byte[] Members { get; } =
    [
        .. template, .. category, .. eventId == 0 ? [] : Fields.EventId,
        .. eventId == 0 ? [] : Encoding.UTF8.GetBytes(eventId.ToString(CultureInfo.InvariantCulture)),
    ];
}
