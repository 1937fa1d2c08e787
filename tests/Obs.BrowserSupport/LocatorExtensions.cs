using Microsoft.Playwright;

namespace Obs.BrowserSupport;

/// <summary>What a person does with an element, done once it stands still.</summary>
public static class LocatorExtensions
{
    /// <summary>Drags over the element, at half its height, from one share of its width to another.</summary>
    public static async Task DragOverAsync(this ILocator element, float from, float to)
    {
        ArgumentNullException.ThrowIfNull(element);
        await element.WaitForAsync();
        LocatorBoundingBoxResult box = (await element.BoundingBoxAsync())!;
        await element.DragToAsync(element, new LocatorDragToOptions
        {
            SourcePosition = new SourcePosition { X = box.Width * from, Y = box.Height / 2 },
            TargetPosition = new TargetPosition { X = box.Width * to, Y = box.Height / 2 },
        });
    }
}
