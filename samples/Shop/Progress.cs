namespace Shop;

/// <summary>Says what is being started, and what is ready and how long that took.</summary>
internal sealed class Progress(TextWriter output, TimeProvider time)
{
    public async Task<T> ShowAsync<T>(string part, Task<T> starting)
    {
        long begun = time.GetTimestamp();
        await output.WriteAsync($"  {part,-14} … ");
        try
        {
            T started = await starting;
            await output.WriteLineAsync($"ready after {time.GetElapsedTime(begun).TotalSeconds:0.0} s");
            return started;
        }
        catch
        {
            await output.WriteLineAsync("not started");
            throw;
        }
    }
}
