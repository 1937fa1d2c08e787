using System.Text;

namespace Obs.Delivery.Tests.Children;

/// <summary>A receiver that lives longer than its sender: a file with one record a line.</summary>
internal sealed class FileSender(string path) : IBatchSender, IDisposable
{
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);

    public ValueTask<SendResult> SendAsync(DeliveryBatch batch, CancellationToken cancellationToken)
    {
        var lines = new StringBuilder();
        for (int i = 0; i < batch.Count; i++)
        {
            lines.Append(Encoding.UTF8.GetString(batch[i].Span)).Append('\n');
        }

        lock (_file)
        {
            _file.Write(Encoding.UTF8.GetBytes(lines.ToString()));
        }

        return new ValueTask<SendResult>(SendResult.Delivered);
    }

    public void Dispose() => _file.Dispose();
}
