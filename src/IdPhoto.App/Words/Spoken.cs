using IdPhoto.Messages;
using IdPhoto.Words;
using Microsoft.AspNetCore.Components;

namespace IdPhoto.App.Words;

/// <summary>A component that says sentences, and says them again when the language changes.</summary>
public abstract class Spoken : ComponentBase, IDisposable
{
    /// <summary>The app's language.</summary>
    [Inject]
    public Talk Talk { get; set; } = null!;

    /// <summary>The sentences of that language.</summary>
    protected Sentences Words => Talk.Words;

    /// <summary>A sentence by its id.</summary>
    protected string Say(string id, params ReadOnlySpan<(string Name, Argument Value)> facts) => Talk.Words.Say(Message.Of(id, facts));

    /// <inheritdoc/>
    protected override void OnInitialized() => Talk.Changed += Again;

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        Talk.Changed -= Again;
        GC.SuppressFinalize(this);
    }

    /// <summary>Draws the component again, from wherever.</summary>
    protected void Again() => InvokeAsync(StateHasChanged);
}
