using System.Text.RegularExpressions;

namespace IdPhoto.RuntimeTrimmer;

/// <summary>
/// Empties the functions of ICU, the library of languages and calendars that .NET's runtime for browsers brings along. An app that is
/// built with invariant globalization loads none of ICU's data and never calls it, but its code is two fifths of the runtime's. And
/// those that answer a debugger.
/// </summary>
/// <remarks>
/// What goes is what can no longer be reached once the entries (<c>GlobalizationNative_*</c> for ICU) are closed and ICU's own
/// functions are taken from the list of those whose address is known. Every function that anything else calls stays, byte for byte, and
/// all keep their numbers. One that is entered in spite of all this stops the page with an error instead of doing something else.
/// </remarks>
internal static partial class RuntimeTrim
{
    /// <summary>A body without locals that stops: <c>unreachable</c>, <c>end</c>.</summary>
    private static ReadOnlySpan<byte> Stops => [0x00, 0x00, 0x0b];

    /// <summary>The module with the bodies emptied that nothing reaches.</summary>
    /// <param name="module">.NET's runtime.</param>
    /// <param name="symbols">The lines of <c>dotnet.native.js.symbols</c>: a function's number, a colon, its name.</param>
    /// <exception cref="FormatException">The module or the list has a form that is not known here.</exception>
    public static byte[] Trim(byte[] module, IEnumerable<string> symbols)
    {
        WasmModule read = WasmModule.Read(module);
        Dictionary<int, string> names = [];
        foreach (string line in symbols)
        {
            (int function, string name) = Symbol(line);
            names[function] = name;
        }
        bool[] kept = Reached(module, read, names);
        return Rewritten(module, read, kept);
    }

    private static (int Function, string Name) Symbol(string line)
    {
        int colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && int.TryParse(line.AsSpan(0, colon), out int function) ? (function, line[(colon + 1)..]) : throw new FormatException("The list of names has a form that is not known here.");
    }

    private static bool[] Reached(byte[] module, WasmModule read, Dictionary<int, string> names)
    {
        bool[] reached = new bool[read.Imported + read.Bodies.Count];
        Stack<int> next = new();
        void Reach(int function)
        {
            if (function >= reached.Length)
                throw new FormatException("A function is named that is not there.");
            if (reached[function] || Entry().IsMatch(names.GetValueOrDefault(function, "")))
                return;
            reached[function] = true;
            next.Push(function);
        }
        foreach (int function in read.Entered)
            Reach(function);
        foreach (int function in read.Addressed.Where(function => !Icu().IsMatch(names.GetValueOrDefault(function, ""))))
            Reach(function);
        while (next.TryPop(out int function))
            if (function >= read.Imported)
                WasmCalls.Find(module.AsSpan(read.Bodies[function - read.Imported]), Reach);
        return reached;
    }

    private static byte[] Rewritten(byte[] module, WasmModule read, bool[] kept)
    {
        using MemoryStream code = new();
        WriteNumber(code, read.Bodies.Count);
        for (int i = 0; i < read.Bodies.Count; i++)
        {
            ReadOnlySpan<byte> body = kept[read.Imported + i] ? module.AsSpan(read.Bodies[i]) : Stops;
            WriteNumber(code, body.Length);
            code.Write(body);
        }
        using MemoryStream written = new();
        written.Write(module.AsSpan(..read.Code.Start.Value));
        written.WriteByte(module[read.Code.Start.Value]);
        WriteNumber(written, (int)code.Length);
        code.WriteTo(written);
        written.Write(module.AsSpan(read.Code.End.Value..));
        return written.ToArray();
    }

    private static void WriteNumber(Stream to, int number)
    {
        uint left = (uint)number;
        for (; left >= 0x80; left >>= 7)
            to.WriteByte((byte)(left | 0x80));
        to.WriteByte((byte)left);
    }

    /// <summary>What .NET calls of ICU, and what a debugger sends: an app without <c>DebuggerSupport</c> hears none.</summary>
    [GeneratedRegex("^GlobalizationNative_|^mono_process_dbg_packet$|^mono_wasm_send_dbg_command")]
    private static partial Regex Entry();

    /// <summary>ICU's own functions, by the forms of their names: its C++ classes and types, and the prefixes of its C modules.</summary>
    [GeneratedRegex("^icu::|thunk\\\\20to\\\\20icu::|UErrorCode|UConverter|UCharIterator|^(ubidi|ubrk|ucal|ucase|ucnv|ucol|ucptrie|udat|udata|uenum|uhash|uiter|uldn|uloc|ulocimp|unorm|unorm2|unum|uprv|ures|uset|ustrcase|utext)_")]
    private static partial Regex Icu();
}
