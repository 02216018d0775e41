using System.Text;

namespace IdPhoto.Messages;

/// <summary>Something to say to a person: which sentence, and the facts it needs. Holds no words of any language.</summary>
/// <remarks>
/// <c>IdPhoto.Words</c> turns it into a sentence. The part of <see cref="Id"/> before the first dot names the file that holds
/// the sentence. Two messages are equal when their ids and arguments are.
/// </remarks>
public sealed class Message : IEquatable<Message>
{
    private Message(string id, IReadOnlyList<NamedArgument> arguments) => (Id, Arguments) = (id, arguments);

    /// <summary>Which sentence, such as <c>framing.room-above</c>. Stable: programs may compare it.</summary>
    public string Id { get; }

    /// <summary>The facts, each with the name that the sentence calls it by.</summary>
    public IReadOnlyList<NamedArgument> Arguments { get; }

    /// <summary>A message.</summary>
    /// <param name="id">Lower-case words joined by dots and hyphens.</param>
    /// <param name="arguments">Names and facts.</param>
    public static Message Of(string id, params ReadOnlySpan<(string Name, Argument Value)> arguments)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        NamedArgument[] named = new NamedArgument[arguments.Length];
        for (int i = 0; i < named.Length; i++)
            named[i] = new NamedArgument(arguments[i].Name, arguments[i].Value);
        return new Message(id, named);
    }

    /// <summary>The argument of this name, or null.</summary>
    public Argument? Find(string name) => Arguments.FirstOrDefault(argument => argument.Name == name)?.Value;

    /// <inheritdoc/>
    public bool Equals(Message? other) => other is not null && Id == other.Id && Arguments.SequenceEqual(other.Arguments);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Message);

    /// <inheritdoc/>
    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);

    /// <summary>Id and arguments for a developer; never shown to a person.</summary>
    public override string ToString()
    {
        StringBuilder text = new(Id);
        foreach (NamedArgument argument in Arguments)
            text.Append(' ').Append(argument.Name).Append('=').Append(argument.Value);
        return text.ToString();
    }
}

/// <summary>A fact with the name that a sentence calls it by.</summary>
/// <param name="Name">Lower-case letters.</param>
/// <param name="Value">The fact.</param>
public sealed record NamedArgument(string Name, Argument Value);
