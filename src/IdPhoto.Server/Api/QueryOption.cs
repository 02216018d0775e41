using IdPhoto.Messages;

namespace IdPhoto.Server.Api;

/// <summary>One option of an address, as it is read, checked and described.</summary>
/// <param name="Name">Its name in the query.</param>
/// <param name="Description">What it does, for the description of the API.</param>
internal abstract record QueryOption(string Name, Message Description)
{
    /// <summary>Whether it must be there.</summary>
    public bool Required { get; init; }
}

/// <summary>A word or sentence.</summary>
internal sealed record TextOption(string Name, Message Description, string Example) : QueryOption(Name, Description);

/// <summary>A whole number in a range.</summary>
internal sealed record NumberOption(string Name, Message Description, int Least, int Most) : QueryOption(Name, Description);

/// <summary>A number in a range, with a point where it has a fraction.</summary>
internal sealed record DecimalOption(string Name, Message Description, double Least, double Most) : QueryOption(Name, Description);

/// <summary>true or false; false without it.</summary>
internal sealed record FlagOption(string Name, Message Description) : QueryOption(Name, Description);

/// <summary>One of a few words.</summary>
internal sealed record ChoiceOption(string Name, Message Description, params string[] Words) : QueryOption(Name, Description);
