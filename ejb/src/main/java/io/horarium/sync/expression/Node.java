package io.horarium.sync.expression;

import java.util.List;

/** A part of an expression, ready to be evaluated. Immutable. */
interface Node {

  /** The value for one object, null for none; the kinds are those of {@link Expression}. */
  Object value(Inputs in);

  /**
   * The value for a parameter that takes a list: all values of an attribute as a {@code List}
   * (contract/jim-sync.md 12.17). Else as {@link #value}.
   */
  default Object whole(Inputs in) {
    return value(in);
  }

  /** Of no arguments. */
  interface Function0 {
    Object apply(Inputs in);
  }

  /** Of one value. */
  interface Function1 {
    Object apply(Object a);
  }

  /** Of two values. */
  interface Function2 {
    Object apply(Object a, Object b);
  }

  /** Of three values. */
  interface Function3 {
    Object apply(Object a, Object b, Object c);
  }

  /** A literal. */
  record Constant(Object constant) implements Node {
    @Override
    public Object value(Inputs in) {
      return constant;
    }
  }

  /** {@code mv["name"]} or {@code cs["name"]}: the first value in canonical order. */
  record Attribute(boolean metaverse, String name) implements Node {

    List<Object> values(Inputs in) {
      return (metaverse ? in.mv() : in.cs()).values(name);
    }

    @Override
    public Object value(Inputs in) {
      List<Object> values = values(in);
      return values.isEmpty() ? null : values.get(0);
    }

    @Override
    public Object whole(Inputs in) {
      List<Object> values = values(in);
      return values.isEmpty() ? null : values;
    }
  }

  /** {@code mv.HasAttribute("name")}. */
  record HasAttribute(Attribute attribute) implements Node {
    @Override
    public Object value(Inputs in) {
      return !attribute.values(in).isEmpty();
    }
  }

  /** Hands a list to the one parameter that takes one. */
  record Whole(Node node) implements Node {
    @Override
    public Object value(Inputs in) {
      return node.whole(in);
    }
  }

  /** A call without arguments. */
  record Call0(Function0 function) implements Node {
    @Override
    public Object value(Inputs in) {
      return function.apply(in);
    }
  }

  /** A call with one argument, also of casts and members. */
  record Call1(Function1 function, Node a) implements Node {
    @Override
    public Object value(Inputs in) {
      return function.apply(a.value(in));
    }
  }

  /** A call with two arguments, also of operators. */
  record Call2(Function2 function, Node a, Node b) implements Node {
    @Override
    public Object value(Inputs in) {
      return function.apply(a.value(in), b.value(in));
    }
  }

  /** A call with three arguments. */
  record Call3(Function3 function, Node a, Node b, Node c) implements Node {
    @Override
    public Object value(Inputs in) {
      return function.apply(a.value(in), b.value(in), c.value(in));
    }
  }

  /** {@code Coalesce(a, b)}: both are evaluated. */
  record Coalesce(Node a, Node b) implements Node {
    @Override
    public Object value(Inputs in) {
      Object first = a.value(in);
      Object second = b.value(in);
      return first == null ? second : first;
    }

    @Override
    public Object whole(Inputs in) {
      Object first = a.whole(in);
      Object second = b.whole(in);
      return first == null ? second : first;
    }
  }

  /** {@code IIF(condition, a, b)}: all three are evaluated. */
  record Iif(Node condition, Node a, Node b) implements Node {
    @Override
    public Object value(Inputs in) {
      boolean first = isTrue(condition, in);
      Object yes = a.value(in);
      Object no = b.value(in);
      return first ? yes : no;
    }

    @Override
    public Object whole(Inputs in) {
      boolean first = isTrue(condition, in);
      Object yes = a.whole(in);
      Object no = b.whole(in);
      return first ? yes : no;
    }
  }

  /** {@code a ?? b}: b is evaluated only if a is null. */
  record IfNull(Node a, Node b) implements Node {
    @Override
    public Object value(Inputs in) {
      Object first = a.value(in);
      return first == null ? b.value(in) : first;
    }

    @Override
    public Object whole(Inputs in) {
      Object first = a.whole(in);
      return first == null ? b.whole(in) : first;
    }
  }

  /** {@code condition ? a : b}: one of a and b is evaluated. */
  record Conditional(Node condition, Node a, Node b) implements Node {
    @Override
    public Object value(Inputs in) {
      return isTrue(condition, in) ? a.value(in) : b.value(in);
    }

    @Override
    public Object whole(Inputs in) {
      return isTrue(condition, in) ? a.whole(in) : b.whole(in);
    }
  }

  /**
   * {@code &&} or {@code ||} over a chain of any length, from the left, until one part decides.
   *
   * @param decisive false for {@code &&}, true for {@code ||}
   */
  record Logical(boolean decisive, List<Node> parts) implements Node {
    @Override
    public Object value(Inputs in) {
      for (Node part : parts) {
        if (isTrue(part, in) == decisive) {
          return decisive;
        }
      }
      return !decisive;
    }
  }

  /** Texts joined by {@code +}, a chain of any length. */
  record Joined(List<Node> parts) implements Node {
    @Override
    public Object value(Inputs in) {
      var out = new StringBuilder(64);
      for (Node part : parts) {
        String text = TextFunctions.text(part.value(in));
        if (text != null) {
          out.append(text);
          TextFunctions.checkLength(out.length());
        }
      }
      return out.toString();
    }
  }

  /** A condition; null is no answer. */
  static boolean isTrue(Node condition, Inputs in) {
    if (condition.value(in) instanceof Boolean answer) {
      return answer;
    }
    throw new EvaluationFault(
        "A condition has no value; compare the attribute with null before, or with true by ==.");
  }
}
