// The shop as a person sees it: a thin face over the same operations that the traffic generator uses.

const visitor = sessionStorage.visitor ??= crypto.randomUUID();
const view = document.getElementById("view");
const notice = document.getElementById("notice");
const euro = new Intl.NumberFormat("en-IE", { style: "currency", currency: "EUR" });

const cards = [
  ["4242424242424242", "A good card"],
  ["4000000000003220", "A bank that asks first (slow)"],
  ["4000000000000002", "A card that is declined"],
  ["4000000000009995", "An account without funds"],
  ["4000000000000119", "A card network that breaks down"],
];

async function call(path, body) {
  const response = await fetch(path, {
    method: body ? "POST" : "GET",
    headers: { "X-Visitor": visitor, ...(body && { "Content-Type": "application/json" }) },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, ok: response.ok, data: text ? JSON.parse(text) : null };
}

function element(tag, properties = {}, ...children) {
  const created = Object.assign(document.createElement(tag), properties);
  created.append(...children);
  return created;
}

function productGrid(products) {
  return element("ul", { className: "grid" }, ...products.map(product => element("li", {},
    element("a", { href: `#/products/${product.id}`, textContent: product.name }),
    element("div", { className: "price", textContent: euro.format(product.price) }))));
}

async function showCategory(slug) {
  const { ok, data } = await call(`categories/${encodeURIComponent(slug)}`);
  show(...(ok ? [element("h2", { textContent: data.name }), productGrid(data.products)] : ["There is no such category."]));
}

async function showProduct(id) {
  const { ok, data } = await call(`products/${encodeURIComponent(id)}`);
  if (!ok) {
    return show("This product is gone.");
  }
  const add = element("button", { type: "button", textContent: "Add to cart", disabled: data.available === 0 });
  add.onclick = async () => {
    const added = await call(`carts/${visitor}/items`, { productId: data.id, quantity: 1 });
    say(added.ok ? `${data.name} is in your cart.` : "That did not work.");
  };
  show(
    element("h2", { textContent: data.name }),
    element("p", { textContent: data.description }),
    element("p", { textContent: `${data.rating.stars.toFixed(1)} of 5 stars from ${data.rating.reviews} reviews` }),
    element("p", { className: "actions" },
      element("span", { className: "price", textContent: euro.format(data.price) }),
      add,
      data.available === 0 ? "Sold out" : "In stock"),
    element("h3", { textContent: "Others looked at" }),
    productGrid(data.related));
}

async function showSearch(term) {
  const { status, ok, data } = await call(`search?q=${encodeURIComponent(term)}`);
  show(...(ok ? [element("h2", { textContent: `Reviews that mention “${term}”` }), productGrid(data)]
    : [status === 429 ? "You search faster than we can find. Wait two seconds." : "Search needs at least three letters."]));
}

async function showCart() {
  const { data } = await call(`carts/${visitor}`);
  if (data.items.length === 0) {
    return show("Your cart is empty.");
  }
  const card = element("select", { ariaLabel: "Card" }, ...cards.map(([value, textContent]) => element("option", { value, textContent })));
  const pay = element("button", { type: "button", textContent: `Pay ${euro.format(data.total)}` });
  pay.onclick = async () => {
    const paid = await call("checkout", { cartId: visitor, card: card.value });
    say(paid.ok ? `Thank you. Your order is ${paid.data.orderId}.` : `Not placed: ${paid.data?.reason ?? `the shop answered ${paid.status}`}.`);
    await showCart();
  };
  show(
    element("h2", { textContent: "Cart" }),
    element("table", {}, ...data.items.map(item => element("tr", {},
      element("td", { textContent: `${item.quantity} × ${item.name}` }),
      element("td", { className: "price", textContent: euro.format(item.price * item.quantity) })))),
    element("p", { className: "actions" }, card, pay));
}

function show(...content) {
  view.replaceChildren(...content);
}

function say(text) {
  notice.textContent = text;
}

async function route() {
  const [, page, argument] = location.hash.split("/").map(decodeURIComponent);
  switch (page) {
    case "products": return showProduct(argument);
    case "search": return showSearch(argument);
    case "cart": return showCart();
    default: return showCategory(argument ?? "books");
  }
}

document.getElementById("cart").onclick = () => { location.hash = "#/cart"; };
document.getElementById("search").onsubmit = event => {
  event.preventDefault();
  location.hash = `#/search/${encodeURIComponent(new FormData(event.target).get("q"))}`;
};
window.addEventListener("hashchange", () => { say(""); route(); });

const { data: categories } = await call("categories");
document.getElementById("categories").append(
  ...categories.map(category => element("a", { href: `#/categories/${category.slug}`, textContent: category.name })));
await route();
