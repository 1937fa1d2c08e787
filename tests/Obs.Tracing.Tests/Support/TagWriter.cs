using System.Buffers;
using System.Diagnostics;
using System.Text;

namespace Obs.Tracing.Tests.Support;

/// <summary>Writes an activity as its name and its tags, line by line; throws for one that is named <c>refused</c>.</summary>
internal sealed class TagWriter : IActivityWriter
{
    public void Write(Activity activity, ActivitySpanId parentId, IBufferWriter<byte> record)
    {
        if (activity.DisplayName == "refused")
        {
            throw new InvalidOperationException("refused");
        }

        IEnumerable<string> tags = activity.TagObjects.Select(static tag => $"{tag.Key}={tag.Value}");
        string[] facts = [activity.DisplayName, $"status={activity.Status}", $"parent={parentId}", .. tags];
        record.Write(Encoding.UTF8.GetBytes(string.Join('\n', facts)));
    }
}
