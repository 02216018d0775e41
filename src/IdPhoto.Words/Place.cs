namespace IdPhoto.Words;

/// <summary>Where a sentence is read: it may name only what the reader can touch there.</summary>
public enum Place
{
    /// <summary>In a program that uses the library: options are properties.</summary>
    Library,

    /// <summary>On the command line: options are <c>--words</c>.</summary>
    CommandLine,

    /// <summary>In an answer of the REST API: options are parameters of the request.</summary>
    Api,

    /// <summary>In the app: options are buttons.</summary>
    App,
}
